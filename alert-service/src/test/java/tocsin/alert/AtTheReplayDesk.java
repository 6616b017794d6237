package tocsin.alert;

import org.junit.jupiter.api.BeforeEach;

/// Tests of replays of what a newsroom published.
abstract class AtTheReplayDesk extends AtTheNewsroom {
  ReplayDesk replays;

  @BeforeEach
  void openReplayDesk() {
    replays = new ReplayDesk(news);
  }
}
