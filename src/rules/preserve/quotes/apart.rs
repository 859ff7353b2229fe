//! Words between marks that nobody says: pull quotes, the motto of a signature, names of houses and works.

use crate::draft::compare::fold;
use crate::draft::{Draft, Quote};
use crate::rules::preserve::quotations;
use crate::span::Span;

/// Names have no more words.
const NAME_WORDS: usize = 6;
/// So many words may introduce a pull quote: `[Pull quote: “…”]`.
const LABEL_WORDS: usize = 3;

/// Whether a quotation of the source stands beside its story: the motto of a signature, or a line that repeats what is said elsewhere.
pub(super) fn is_beside(quote: &Quote, source: &Draft) -> bool {
    if quote.reported || quote.speaker.is_some() {
        return false;
    }
    let text = source.text();
    let (Some(before), Some(after)) = (text.get(..quote.span.start), text.get(quote.span.end..))
    else {
        return false;
    };
    let lead = before.rsplit('\n').next().unwrap_or("");
    let tail = after.split('\n').next().unwrap_or("");
    if tail.contains(char::is_alphanumeric) {
        return false;
    }
    let label = lead
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end();
    let labelled = label.ends_with(':') && label.split_whitespace().count() <= LABEL_WORDS;
    if !(label.is_empty() || labelled && lead.trim_start().starts_with('[')) {
        return false;
    }
    let above = before[..before.len() - lead.len()]
        .trim_end()
        .rsplit('\n')
        .next()
        .unwrap_or("");
    label.is_empty() && is_signature(above) || quotations::elsewhere(source, quote)
}

/// `____`, `--`: the line above a signature.
fn is_signature(line: &str) -> bool {
    let line = line.trim();
    line == "--" || line.len() >= 4 && line.chars().all(|c| c == '_')
}

/// Whether words between marks are a name that stands in another text at a place without them: few, with a capital each, and no sentence.
pub(super) fn is_name(quoted: &str, place: Span, text: &Draft) -> bool {
    let capitals = |words: &str| {
        let pack = text.lang().pack();
        words.split_whitespace().enumerate().all(|(i, w)| {
            let bare = match w.split_once(['\'', '’']) {
                Some((elided, rest))
                    if pack.elisions.binary_search(&fold(elided).as_str()).is_ok() =>
                {
                    rest
                }
                _ => w,
            };
            let small = i > 0 && pack.small(&fold(w)).function;
            small || bare.starts_with(char::is_uppercase) || w.starts_with(char::is_uppercase)
        })
    };
    let count = quoted.split_whitespace().count();
    (2..=NAME_WORDS).contains(&count)
        && !quoted.ends_with(['.', ',', '!', '?', '…'])
        && capitals(quoted)
        && capitals(place.slice(text.text()))
}
