package tocsin.alert.delivery;

import tocsin.alert.subscription.KnownWords;
import tocsin.events.TaggedArticle;

/// An article, where it stands on its topic, and the subscriptions that it matches.
///
/// @param subscriptions keys, ascending
public record Matched(
    TaggedArticle article, int partition, long offset, long[] subscriptions, KnownWords words) {}
