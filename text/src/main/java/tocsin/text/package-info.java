/// Pure text craft that more than one service needs: HTML to plain text, folding, spotting the
/// forms of a lexicon, and the fingerprint that near-duplicates share.
///
/// Offsets are UTF-16 code units of the text as given. Nothing here does I/O or knows a framework.
@NullMarked
package tocsin.text;

import org.jspecify.annotations.NullMarked;
