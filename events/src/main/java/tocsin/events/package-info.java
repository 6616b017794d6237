/// What travels on the topics: the events as records, their JSON, the names of topics and headers,
/// and reading a topic by time.
///
/// Read [tocsin.events.Article] and [tocsin.events.TaggedArticle] first. `src/main/resources` holds
/// a JSON Schema for each event and one AsyncAPI document; golden samples are in the test resources
/// and are read by the tests of producers and consumers. A breaking change is a new topic.
@NullMarked
package tocsin.events;

import org.jspecify.annotations.NullMarked;
