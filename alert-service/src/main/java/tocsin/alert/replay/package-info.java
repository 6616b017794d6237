/// Replays of history for analysts: article after article to a webhook or a download. They open no
/// alerts and write to no topic.
@NullMarked
package tocsin.alert.replay;

import org.jspecify.annotations.NullMarked;
