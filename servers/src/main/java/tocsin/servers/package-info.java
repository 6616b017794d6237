/// One Kafka node and one PostgreSQL server without containers, for the local stack and for tests.
///
/// [tocsin.servers.KafkaServer] is the broker's own code in this JVM, as KRaft node with broker and
/// controller; [tocsin.servers.PostgresServer] starts the real binaries for the machine it runs on.
/// Both keep their data in a directory and come back on it after a clean stop or a kill.
@NullMarked
package tocsin.servers;

import org.jspecify.annotations.NullMarked;
