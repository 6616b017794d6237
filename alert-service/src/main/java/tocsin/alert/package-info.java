/// Subscriptions, matching, delivery, history and pages: `articles-tagged` to e-mails and webhooks.
///
/// Read [tocsin.alert.AlertOnArticle] first.
@NullMarked
package tocsin.alert;

import org.jspecify.annotations.NullMarked;
