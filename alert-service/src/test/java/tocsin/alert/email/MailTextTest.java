package tocsin.alert.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tocsin.alert.delivery.Parcel;
import tocsin.alert.delivery.Parcels;

class MailTextTest {
  private static MailText of(Parcel parcel) {
    return MailText.of(parcel, null, "https://tocsin.example");
  }

  @Test
  void alert_marksItsEvidenceAndLinksToItsPage() {
    var mail = of(Parcels.alert(Parcels.article("New rules")));
    assertThat(mail.subject()).isEqualTo("New rules");
    assertThat(mail.text())
        .contains("«chips»", "«China»")
        .contains("https://news.example/1")
        .contains("Themes: export-controls (main)")
        .contains("You asked for: china")
        .contains("https://tocsin.example/alerts/alert-1.")
        .contains("https://tocsin.example/unsubscribe/unsubscribe-token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Rules\r\nBcc: v@evil.example",
        "Rules\nBcc: v@evil.example",
        "Rules\u0000Bcc: v@evil.example",
        "Rules\u0085Bcc: v@evil.example",
        "Rules\u2028Bcc: v@evil.example",
        "Rules\u2029Bcc: v@evil.example",
        "Rules\u202eBcc: v@evil.example",
        "Rules\u000b\u000cBcc: v@evil.example"
      })
  void subject_ofAHostileTitle_isOneLine(String title) {
    assertThat(of(Parcels.alert(Parcels.article(title))).subject())
        .isEqualTo("Rules Bcc: v@evil.example");
  }

  @Test
  void subject_isCutWithoutCuttingAPair() {
    var subject = of(Parcels.alert(Parcels.article("x".repeat(158) + "🤖🤖"))).subject();
    assertThat(subject).isEqualTo("x".repeat(158) + "…");
  }

  @Test
  void subject_ofAnEmptyTitle_saysSo() {
    assertThat(of(Parcels.alert(Parcels.article(" "))).subject()).isEqualTo("(without a title)");
  }

  @Test
  void text_keepsItsLinesShort() {
    var mail = of(Parcels.alert(Parcels.article("word ".repeat(80))));
    assertThat(mail.text().lines().filter(line -> !line.startsWith("http")))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
  }

  @Test
  void digest_foldsAlertsOfOneStory() {
    var mail =
        of(
            Parcels.digest(
                List.of(
                    Parcels.of("a1", "s1", Parcels.article("First report")),
                    Parcels.of("a2", "s1", Parcels.article("The same elsewhere")),
                    Parcels.of("a3", "s2", Parcels.article("Something else")))));
    assertThat(mail.subject()).isEqualTo("Chips: 3 alerts, 1 March 2026");
    assertThat(mail.intro())
        .isEqualTo("From 1 March 2026, 10:00 to 1 March 2026, 11:00 (Europe/Berlin)");
    assertThat(mail.groups()).singleElement().satisfies(g -> assertThat(g.alerts()).hasSize(2));
    assertThat(mail.text()).contains("Also: The same elsewhere · news.example");
  }

  @Test
  void digest_groupsByMainTheme() {
    var safety = Parcels.article("On safety", "AI safety.", List.of("safety"), List.of(), "safety");
    var mail =
        of(
            Parcels.digest(
                List.of(
                    Parcels.of("a1", "s1", safety),
                    Parcels.of("a2", "s2", Parcels.article("One")),
                    Parcels.of("a3", "s3", Parcels.article("Two")))));
    assertThat(mail.groups())
        .extracting(MailText.Group::heading)
        .containsExactly("export-controls", "safety");
  }

  @Test
  void digest_ofVeryMany_namesTheRest() {
    List<Parcel.Alert> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      many.add(Parcels.of("a" + i, "s" + i, Parcels.article("No. " + i)));
    }
    var mail = of(Parcels.digest(many));
    assertThat(mail.subject()).contains("250 alerts");
    assertThat(mail.more()).isEqualTo(150);
    assertThat(mail.text()).contains("And 150 more");
  }
}
