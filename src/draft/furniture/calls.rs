//! Lines that call on whoever reads the page: to follow it, to take its letter, its app or its podcast, to see a picture larger. The first word
//! is a call, and a place where a page is followed stands behind it; a line with a value, a quotation or who says it is news.

use super::shape::ends_sentence;
use super::{NETWORKS, after, words};
use crate::draft::compare::lower;
use crate::lang::{Furniture, Pack};

/// A longer line tells something.
const LONGEST: usize = 24;

/// What leads to a call has no more words: `Never miss a story:`.
const LEAD: usize = 7;

/// `Find The Western Courier on WhatsApp`, `Retrouvez nos podcasts sur Spotify`, and several of the kind between bullets.
pub(super) fn on_reader(text: &str, pack: &Pack) -> bool {
    let list = pack.furniture;
    let low = lower(text).replace('’', "'");
    if words(text).count() > 2 * LONGEST || low.contains(['"', '«', '“', '”', '»', ';']) {
        return false;
    }
    let pieces = || {
        low.split(['•', '|', '·', '?', '!', ':'])
            .flat_map(|p| p.split(". "))
            .map(str::trim)
            .filter(|p| !p.is_empty())
    };
    let call = |p: &str| after(p, list.calls).is_some() && words(p).count() <= LONGEST;
    let channel = |p: &str| call(p) && has_channel(p, list);
    let speech = || words(&low).any(|w| pack.speech_verbs.binary_search(&w).is_ok());
    let ours = || words(&low).any(|w| list.reader.contains(&w) || list.ours.contains(&w));
    // A value: the page has none to tell but how many it is read by.
    let value = low.contains(|c: char| c.is_ascii_digit());
    pieces().any(channel)
        && pieces().all(|p| call(p) || words(p).count() <= LEAD)
        && !value
        && (!ends_sentence(text) || ours() && !speech())
        // `Follow the route to Saltmouth, police said`
        && (!text.contains(',') || !speech())
}

/// Whether a text names where a page is followed: a network, a podcast, an app.
fn has_channel(low: &str, list: &Furniture) -> bool {
    let all: Vec<&str> = words(low).skip(1).collect();
    let network = |w: &&str| w.len() > 1 && NETWORKS.contains(w);
    all.iter().any(network)
        || all.ends_with(&["on", "x"])
        || all.ends_with(&["sur", "x"])
        || list.channels.iter().any(|c| {
            let phrase: Vec<&str> = c.split(' ').collect();
            all.windows(phrase.len()).any(|w| w == phrase)
        })
}

/// `Newsletter La Matinale`: what the page sends, and its name.
pub(super) fn is_named_letter(text: &str, pack: &Pack) -> bool {
    let list = pack.furniture;
    let mut all = text.split_whitespace();
    let first = all.next().map(lower);
    let sent = first.is_some_and(|w| list.letters.contains(&&*w));
    sent && all.next().is_some_and(|w| w.starts_with(char::is_uppercase))
        && (1..=5).contains(&all.count())
        && !ends_sentence(text)
        && !text.contains([':', ','])
        // `Newsletter Lettrio hacked`: a verb, or a word in small letters, tells something.
        && words(text).skip(1).all(|w| w.starts_with(char::is_uppercase) || pack.small(&lower(w)).link)
}

/// What stands under a picture: a sentence, a bar, and who took it or whose it is, in capitals or before a button (`… de la journée. | LE
/// COURRIER DE SERNE`, `View full screen`).
pub(super) fn is_caption(text: &str, pack: &Pack) -> bool {
    let low = lower(text).replace('’', "'");
    let button = pack
        .furniture
        .enlarge
        .iter()
        .find_map(|p| low.strip_suffix(p));
    if let Some(before) = button {
        return !before.ends_with(char::is_alphanumeric) && !before.contains('?');
    }
    text.rsplit_once(" | ").is_some_and(|(told, credit)| {
        let letters = || credit.chars().filter(|c| c.is_alphabetic());
        (told.is_empty() || ends_sentence(told))
            && (1..=6).contains(&words(credit).count())
            && letters().count() >= 2
            && letters().all(char::is_uppercase)
            && !credit.contains(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_caption, is_named_letter, on_reader};
    use crate::lang::Lang;

    fn table(lang: Lang, rows: &str, wanted: bool) {
        let pack = lang.pack();
        let taken =
            |l: &&str| on_reader(l, pack) || is_named_letter(l, pack) || is_caption(l, pack);
        let wrong: Vec<&str> = rows.lines().filter(|l| taken(l) != wanted).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn calls_of_a_page() {
        table(Lang::EN, include_str!("calls/en-page.txt"), true);
        table(Lang::FR, include_str!("calls/fr-page.txt"), true);
    }

    #[test]
    fn news_that_looks_like_a_call() {
        table(Lang::EN, include_str!("calls/en-news.txt"), false);
        table(Lang::FR, include_str!("calls/fr-news.txt"), false);
    }
}
