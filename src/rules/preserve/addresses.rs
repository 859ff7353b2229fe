//! Numbers that state nothing of the story: the house number and the code of an address in a letterhead, telephone numbers in a line of contacts,
//! the digits of a reference. An article may leave them out; changed ones are still new.

use crate::draft::{Draft, Number, NumberKind};

/// A line with more bytes than this is no line of a letterhead.
const LINE: usize = 120;

/// Whether a number of the source is part of an address, a contact or a reference.
pub(super) fn is_label(n: &Number, source: &Draft) -> bool {
    is_code(n, source) || line_of(n, source).is_some_and(|line| in_contact(n, line, source))
}

/// The line that a number stands in, when it is short.
fn line_of<'s>(n: &Number, source: &'s Draft) -> Option<&'s str> {
    let text = source.text();
    let before = text.get(..n.span.start)?;
    let from = before.bytes().rev().take(LINE + 1).position(|b| b == b'\n');
    let from = match from {
        Some(back) => before.len() - back,
        None => (before.len() <= LINE).then_some(0)?,
    };
    let after = text.get(n.span.end..)?;
    let to = after.bytes().take(LINE + 1).position(|b| b == b'\n');
    let to = match to {
        Some(more) => n.span.end + more,
        None => (after.len() <= LINE).then_some(text.len())?,
    };
    text.get(from..to).map(str::trim)
}

/// Whether a short line is an address that begins with its house number, or one with a label for contacts.
fn in_contact(n: &Number, line: &str, source: &Draft) -> bool {
    let figures = source.lang().pack().figures;
    if line.len() > LINE {
        return false;
    }
    let words = || {
        line.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
    };
    if n.kind == NumberKind::Phone {
        let label = |w: String| figures.contact_labels.contains(&&*w);
        return line.contains('@') || words().next().is_some_and(label);
    }
    let house =
        line.starts_with(|c: char| c.is_ascii_digit()) && !line.ends_with(['.', '!', '?', ':']);
    let mut street = words().skip(1).take(4);
    house && words().count() <= 12 && street.any(|w| figures.streets.contains(&&*w))
}

/// Whether a number is part of a reference: `doi:10.1234/abc.567`, `réf. 2025-118`.
fn is_code(n: &Number, source: &Draft) -> bool {
    let text = source.text();
    let Some(before) = text.get(..n.span.start) else {
        return false;
    };
    let start = before
        .char_indices()
        .rev()
        .take(LINE)
        .find(|(_, c)| c.is_whitespace())
        .map(|(at, c)| (at, at + c.len_utf8()));
    let Some((gap, start)) = start else {
        return false;
    };
    let labels = source.lang().pack().figures.code_labels;
    let is_label = |w: &str| {
        let w = w
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        labels.contains(&&*w)
    };
    let own = before.get(start..).unwrap_or("");
    if own
        .split_once(':')
        .is_some_and(|(label, _)| is_label(label))
    {
        return true;
    }
    let earlier = before.get(..gap).unwrap_or("");
    let from = earlier
        .char_indices()
        .rev()
        .take(24)
        .find(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, c)| at + c.len_utf8());
    is_label(earlier.get(from..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::is_label;
    use crate::draft::Draft;
    use crate::lang::Lang;

    fn demanded(lang: Lang, text: &str) -> Vec<String> {
        let source = Draft::parse(text, lang);
        let numbers = source.numbers().iter();
        let facts = numbers.filter(|n| !is_label(n, &source));
        facts.map(|n| n.text.clone()).collect()
    }

    #[test]
    fn addresses_contacts_and_references_state_nothing_of_the_story() {
        for text in [
            "12 Mill Lane, Wenlow\n",
            "Press office: 01632 960 018, press@wenlow.example\n",
            "Tel: 01632 960 001\n",
            "The study (doi:10.1234/abc.567) is out.\n",
            "The file (ref. WW-2025/14) is out.\n",
        ] {
            assert!(demanded(Lang::EN, text).is_empty(), "{text}");
        }
        for text in [
            "1 place de la République\n",
            "24 bis, rue des Lilas\n",
            "Tél. 04 72 10 30 30\n",
            "Contact presse : Paul Morel, 04 72 10 30 31\n",
            "Le dossier (DOI 10.1234/val.2025.77, réf. 2025-118) est en ligne.\n",
        ] {
            assert!(demanded(Lang::FR, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn numbers_of_the_story_are_facts_beside_such_words() {
        for text in [
            "The fire at 12 Mill Lane killed two people.\n",
            "12 roads are closed today.\n",
            "Residents may call 01632 960 018 until Friday.\n",
            "The tender drew 14 offers.\n",
        ] {
            assert!(!demanded(Lang::EN, text).is_empty(), "{text}");
        }
        for text in [
            "L’incendie du 12 rue des Lilas a fait trois morts.\n",
            "12 places de parking disparaissent.\n",
            "45 rues sont fermées.\n",
            "Un dossier de 45 pages est en ligne.\n",
        ] {
            assert!(!demanded(Lang::FR, text).is_empty(), "{text}");
        }
    }
}
