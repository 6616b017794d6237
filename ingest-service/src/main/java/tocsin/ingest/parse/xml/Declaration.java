package tocsin.ingest.parse.xml;

/// A prefix that an element declares.
///
/// @param prefix empty where it is that of elements without one
public record Declaration(String prefix, String namespace) {}
