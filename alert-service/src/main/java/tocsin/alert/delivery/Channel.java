package tocsin.alert.delivery;

/// A way to hand deliveries over. A new one implements this and is named in `DeliveryWiring`.
public interface Channel {
  /// As subscriptions name it.
  String type();

  /// One try; blocks its (virtual) thread until there is an outcome.
  Attempt send(Parcel parcel) throws InterruptedException;

  /// What a try sends, for the log: without secrets and addresses.
  String describe(Parcel parcel);
}
