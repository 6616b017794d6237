package tocsin.alert.email;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Template;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tocsin.alert.delivery.Attempt;
import tocsin.alert.delivery.Attempt.Deferred;
import tocsin.alert.delivery.Attempt.Delivered;
import tocsin.alert.delivery.Attempt.Reason;
import tocsin.alert.delivery.Attempt.Refused;
import tocsin.alert.delivery.Channel;
import tocsin.alert.delivery.Cut;
import tocsin.alert.delivery.Parcel;
import tocsin.alert.subscription.KnownWords;

/// Mails of text and HTML, with the headers that automatic mail to a list carries: RFC 2369 and
/// 8058 (`List-Unsubscribe` with one click), RFC 2919 (`List-Id`), RFC 3834 (`Auto-Submitted`), and
/// a `Message-ID` that is the same for every try.
public final class EmailChannel implements Channel {
  private final ReactiveMailer mailer;
  private final Template template;
  private final KnownWords.Current words;
  private final String publicUrl;
  private final String host;
  private final Duration timeout;

  /// @param template of the HTML part
  /// @param host what message ids and list ids end in
  public EmailChannel(
      ReactiveMailer mailer,
      Template template,
      KnownWords.Current words,
      String publicUrl,
      String host,
      Duration timeout) {
    this.mailer = mailer;
    this.template = template;
    this.words = words;
    this.publicUrl = publicUrl;
    this.host = host;
    this.timeout = timeout;
  }

  @Override
  public String type() {
    return "email";
  }

  @Override
  public String describe(Parcel parcel) {
    var text = MailText.of(parcel, words.get(), publicUrl);
    return "Message-ID: <%s@%s>\nSubject: %s".formatted(parcel.id(), host, text.subject());
  }

  @Override
  public Attempt send(Parcel parcel) throws InterruptedException {
    var recipient = parcel.receiver().email();
    if (recipient == null) {
      return new Refused(
          Reason.recipient, null, "mails to this address have been refused before", false);
    }
    var text = MailText.of(parcel, words.get(), publicUrl);
    var html = template.data("mail", text).render();
    var sent = mailer.send(mail(parcel, recipient, text, html)).subscribeAsCompletionStage();
    try {
      sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Delivered(250, "");
    } catch (TimeoutException e) {
      sent.cancel(true);
      return new Deferred(
          Reason.timeout, null, "no answer within " + timeout.toSeconds() + " s", null);
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private Mail mail(Parcel parcel, String recipient, MailText text, String html) {
    var receiver = parcel.receiver();
    return new Mail()
        .addTo(recipient)
        .setSubject(text.subject())
        .setText(text.text())
        .setHtml(html)
        .addHeader("Message-ID", "<" + parcel.id() + "@" + host + ">")
        .addHeader("List-Id", "<" + listId(receiver.subscriptionId()) + "." + host + ">")
        .addHeader("List-Unsubscribe", "<" + text.links().unsubscribe() + ">")
        .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        .addHeader("Auto-Submitted", "auto-generated")
        .addHeader("X-Auto-Response-Suppress", "All");
  }

  /// A subscription's id as a dot-atom.
  private static String listId(String subscriptionId) {
    return "s" + subscriptionId.replaceAll("[^A-Za-z0-9-]", "-");
  }

  private static Attempt failure(Throwable cause) {
    return switch (cause) {
      case SMTPException smtp ->
          new SmtpReply(message(smtp), smtp.getReplyCode(), cut(smtp.getReplyMessage())).meaning();
      case ConnectException e -> new Deferred(Reason.connect, null, "no connection", null);
      case UnknownHostException e ->
          new Deferred(Reason.connect, null, "the mail server's name has no address", null);
      case IllegalArgumentException e ->
          new Refused(Reason.recipient, null, "not an address that can be sent to", false);
      default ->
          new Deferred(Reason.broken, null, "the exchange broke off: " + message(cause), null);
    };
  }

  private static String message(Throwable cause) {
    return cut(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  private static String cut(@Nullable String text) {
    var line = text == null ? "" : MailText.oneLine(text);
    return Cut.to(1_000, line);
  }
}
