package tocsin.ingest.parse.xml;

/// An attribute of an element.
///
/// @param prefix empty where there is none
/// @param namespace empty where there is none
public record Attribute(String prefix, String namespace, String name, String value) {}
