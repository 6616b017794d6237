/// Real servers for tests, and what stands at the other end of an alert.
///
/// A `@QuarkusTest` names [tocsin.testing.TestServers] and gets a database and a topic prefix of
/// its own on the one broker and the one PostgreSQL of the build; see
/// [tocsin.testing.SharedServers] for how they live and end. With `-Dtocsin.containers=true` they
/// are containers, else embedded. [tocsin.testing.HookSink] and [tocsin.testing.MailSink] receive
/// webhooks and mails.
@NullMarked
package tocsin.testing;

import org.jspecify.annotations.NullMarked;
