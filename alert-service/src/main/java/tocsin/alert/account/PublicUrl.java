package tocsin.alert.account;

/// Where links to this console begin, without a slash at the end.
public record PublicUrl(String url) {}
