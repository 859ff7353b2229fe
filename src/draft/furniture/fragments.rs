//! Lines that are no sentences in a text of sentences: captions and their credits, by-lines with their hour, headlines of other pages, boxes. What they tell of
//! the news the sentences tell too; what only they tell is of the page.

use super::shape::ends_sentence;
use super::words;

/// A label has so many words at most.
const LABEL: usize = 5;

/// Whether a line says nothing that the news could lack: it ends as no sentence does, leads to nothing, gives no value with its name
/// (`Turnover: £3.2m`) and no score (`Leeds 2-1 Hull`).
pub(super) fn is_fragment(text: &str) -> bool {
    // `3 min.`
    let cut = text.ends_with("min.") || text.ends_with("mn.");
    (cut || !ends_sentence(text))
        && !text.ends_with([':', ';', ','])
        && !gives_value(text)
        && !has_score(text)
        && !begins_with_amount(text)
        && !text.contains(['|', '\t'])
        // The columns of a table.
        && !(text.contains("   ") && text.contains(|c: char| c.is_ascii_digit()))
}

fn gives_value(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, value)| {
        let value = value.trim_start_matches([
            ' ', '\u{a0}', '\u{202f}', '£', '$', '€', '+', '-', '−', '≈', '~',
        ]);
        words(label).count() <= LABEL
            && value.starts_with(|c: char| c.is_ascii_digit())
            && !label.ends_with(|c: char| c.is_ascii_digit())
    })
}

/// A label for the lines below it, or a value with its name.
pub(super) fn leads(text: &str) -> bool {
    text.ends_with(':') || gives_value(text)
}

/// `▲ 3.4% tolls`, `€5 at the door`.
fn begins_with_amount(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"£$€".contains(c));
    let first = bare.split_whitespace().next().unwrap_or("");
    first.starts_with(['£', '$', '€'])
        || first.ends_with(['%', '€']) && first.starts_with(|c: char| c.is_ascii_digit())
}

/// Two small numbers on either side of a dash, in a word of their own.
fn has_score(text: &str) -> bool {
    text.split_whitespace().any(|w| {
        let small = |t: &str| (1..=2).contains(&t.len()) && t.chars().all(|c| c.is_ascii_digit());
        w.split_once(['-', '–'])
            .is_some_and(|(a, b)| small(a) && small(b.trim_end_matches([',', ')'])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_and_values() {
        for text in [
            "Recommended reading: Man, 31, denies Harnham bypass crash charge",
            "Fiona Gillespie Local Democracy Reporter",
            "Wed 18 Sep, 21.40",
            "Par Sandrine Vauquelin Publié hier à 19h05, modifié à 21h37 Temps de lecture 3 min.",
            "MERIDIAN/Pål Eriksmoen [1/3]",
            "Image caption, Rob Kettering won 31 of his 84 games",
        ] {
            assert!(is_fragment(text), "{text}");
        }
        for text in [
            "Turnover: £3.2m",
            "Entrée\u{a0}: 5 euros",
            "Leeds 2-1 Hull",
            "The plan was approved by 26 votes to 22.",
            "Les mesures annoncées\u{a0}:",
            "| Leeds | 2 |",
        ] {
            assert!(!is_fragment(text), "{text}");
        }
    }
}
