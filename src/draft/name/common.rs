//! Common words with a capital letter that are no part of a name, told by the dictionary of the language.

use super::run::{Class, Token};
use crate::draft::total::At as _;
use crate::lang::{Lang, Pack, TABLE};

/// Whether the first word is a common one that has its capital from elsewhere and stands beside a name: `Rival Tolberg` at the start of a
/// sentence, and a function of several words before a full name: `Station Manager Colm Reddy`.
pub(super) fn is_beside(first: &Token<'_>, rest: &[Token<'_>], pack: &Pack) -> bool {
    let given = |t: &Token<'_>| {
        let has = |l: &Lang| l.pack().names.given.binary_search(&&*t.lower).is_ok();
        TABLE.iter().any(has)
    };
    let common = |t: &Token<'_>| {
        t.class == Class::Capitalised
            && pack.dictionary.has(&t.lower)
            && !given(t)
            && pack.names.bodies.binary_search(&&*t.lower).is_err()
            && pack.demonyms.binary_search(&&*t.lower).is_err()
            && !PLACE_HEADS.contains(&&*t.lower)
    };
    let proper = |t: &Token<'_>| t.class == Class::Capitalised && !pack.dictionary.has(&t.lower);
    if !common(first) {
        return false;
    }
    let more = rest.iter().take_while(|t| common(t)).count();
    let name = rest.get(more..).unwrap_or_default();
    let opens = first.initial && !first.sure && rest.first().is_some_and(proper);
    opens || (2..=4).contains(&name.len()) && name.iter().all(proper)
}

/// What is left of a run behind a name and a comma, when it begins with what that person is: nothing of `Ines Thorburn, Chief Executive`,
/// and the body of `Obadiah Renn, Leader of Tarn Hollow Council`.
pub(super) fn without_office<'r, 't>(run: &'r [Token<'t>], pack: &Pack) -> &'r [Token<'t>] {
    let given = |t: &Token<'_>| pack.names.given.binary_search(&&*t.lower).is_ok();
    let common = |t: &Token<'_>| pack.dictionary.has(&t.lower) && !given(t);
    let office = |t: &Token<'_>| {
        let of_roles = || {
            let mut all = pack.roles.functions.iter().copied().flatten();
            all.any(|f| f.rsplit(' ').next() == Some(&*t.lower))
        };
        common(t)
            && (pack.roles.offices.contains(&&*t.lower)
                || pack.titles.binary_search(&&*t.lower).is_ok()
                || of_roles())
    };
    let end = run.iter().position(|t| t.class == Class::Link);
    let head = run.get(..end.unwrap_or(run.len())).unwrap_or_default();
    // `Judge King` is a person.
    let surname = |t: &Token<'_>| {
        head.len() > 1 && pack.names.rank_surnames.binary_search(&&*t.lower).is_ok()
    };
    let is_office =
        head.iter().all(common) && head.last().is_some_and(|t| office(t) && !surname(t));
    let Some(end) = end else {
        return if is_office { &[] } else { run };
    };
    let of = run.get(end + 1..).unwrap_or_default();
    // `Head of Roads`.
    let field = of.len() == 1
        && of.iter().all(common)
        && !of.iter().any(|t| pack.place(&t.lower).is_some());
    match is_office {
        false => run,
        true if field => &[],
        true => of,
    }
}

/// Common words with which the names of places begin.
#[rustfmt::skip]
const PLACE_HEADS: &[&str] = &[
    "bay", "cape", "central", "fort", "glen", "grand", "great", "greater", "high", "inner", "isle", "lake", "little", "loch", "long",
    "lower", "mid", "middle", "mount", "new", "old", "outer", "point", "port", "red", "river", "royal", "san", "santa", "saint", "upper",
    "white", "black", "blue", "green",
];

/// `HPK.XX`: how an exchange writes a company.
pub(super) fn is_ticker(text: &str) -> bool {
    let capitals = |t: &str, n: std::ops::RangeInclusive<usize>| {
        n.contains(&t.len()) && t.bytes().all(|b| b.is_ascii_uppercase())
    };
    text.split_once('.')
        .is_some_and(|(company, place)| capitals(company, 2..=5) && capitals(place, 1..=2))
}

/// Common words that stand in capitals for a reason of their own: the head of a paragraph (`ADVICE.`, `STATUS: AMBER`), and words in
/// capitals side by side (`HEALTH SITUATION`).
pub(super) fn shouted(text: &str, tokens: &mut [Token<'_>], pack: &Pack) {
    let capitals = |t: &Token<'_>| t.text.chars().all(|c| c.is_uppercase() || c == '-');
    let word =
        |t: &Token<'_>| capitals(t) && t.text.chars().count() >= 4 && pack.dictionary.has(&t.lower);
    let loud: Vec<(bool, bool)> = tokens
        .iter()
        .map(|t| {
            let word = word(t);
            let small =
                capitals(t) && (pack.small(&t.lower).function || pack.dictionary.has(&t.lower));
            (word, word || small)
        })
        .collect();
    let side_by_side = |i: usize| {
        let (Some(a), Some(b)) = (tokens.get(i), tokens.get(i + 1)) else {
            return false;
        };
        let gap = text.get(a.end..b.outer).unwrap_or("-");
        loud.at(i).1
            && loud.at(i + 1).1
            && (loud.at(i).0 || loud.at(i + 1).0)
            && gap.chars().all(char::is_whitespace)
    };
    let mut behind = Vec::new();
    let found: Vec<bool> = (0..tokens.len())
        .map(|i| {
            let heads = loud.at(i).0
                && tokens.at(i).initial
                && text[tokens.at(i).end..].starts_with(['.', ':']);
            // `TRAIL La Corlinoise a devancé …`: a rubric before the sentence.
            let rubric = capitals(tokens.at(i))
                && tokens.at(i).text.chars().count() >= 4
                && tokens.at(i).initial
                && tokens.get(i + 1).is_some_and(|n| {
                    let gap = text.get(tokens.at(i).end..n.outer).unwrap_or("-");
                    n.class == Class::Function
                        && n.text.starts_with(char::is_uppercase)
                        && !gap.is_empty()
                        && gap.chars().all(char::is_whitespace)
                });
            behind.extend(rubric.then_some(i + 1));
            heads || rubric || side_by_side(i) || i > 0 && side_by_side(i - 1)
        })
        .collect();
    for (token, found) in tokens.iter_mut().zip(found) {
        if found {
            token.class = Class::Other;
        }
    }
    // The sentence begins behind the rubric.
    for i in behind {
        if let Some(first) = tokens.get_mut(i) {
            first.initial = true;
            first.sure = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::Draft;
    use crate::lang::Lang;

    #[test]
    fn common_words_are_no_part_of_a_name() {
        for (lang, text, wanted) in [
            (
                Lang::EN,
                "Rival Tolberg of Denmark grew by 9%.",
                vec!["Tolberg", "Denmark"],
            ),
            (
                Lang::EN,
                "It was slow, said Station Manager Colm Reddy of the service.",
                vec!["Colm Reddy"],
            ),
            (
                Lang::EN,
                "The maker Harlow & Pyke Plc HPK.XX reported a rise.",
                vec!["Harlow & Pyke"],
            ),
            (Lang::EN, "ADVICE. Drink before you are thirsty.", vec![]),
            (Lang::EN, "STATUS: amber from Thursday.", vec![]),
            (
                Lang::EN,
                "It joined the NATO mission in Mount Kenya.",
                vec!["NATO", "Mount Kenya"],
            ),
            (
                Lang::EN,
                "South Korea voted. Jean Luc Perrin spoke.",
                vec!["South Korea", "Jean Luc Perrin"],
            ),
            (
                Lang::EN,
                "It was slow, said Ines Thorburn, Chief Executive. Stuart Imrie, Finance Director, left with Leonie Quarshie, Group Treasurer.",
                vec!["Ines Thorburn", "Stuart Imrie", "Leonie Quarshie"],
            ),
            (
                Lang::EN,
                "Obadiah Renn, Leader of Tarn Hollow Council, and Ann Lester, Head of Roads, met Jane Doe, Judge King and Mr Brown.",
                vec![
                    "Obadiah Renn",
                    "Tarn Hollow Council",
                    "Ann Lester",
                    "Jane Doe",
                    "King",
                    "Brown",
                ],
            ),
            (
                Lang::EN,
                "Certainty must wait. Quillard must wait. Patience rules.",
                vec!["Quillard"],
            ),
            (
                Lang::FR,
                "C'est fait, dit Anne Lestrac, Directrice générale. Marc Roussel, Maire de Valmy, et Julie Ravel, Présidente du Conseil régional, ont signé.",
                vec!["Anne Lestrac", "Marc Roussel", "Valmy", "Julie Ravel"],
            ),
            (
                Lang::EN,
                "Bank of England officials met.",
                vec!["Bank of England"],
            ),
            (
                Lang::FR,
                "AVIS À LA POPULATION de Montbressac et des communes voisines du département.",
                vec!["Montbressac"],
            ),
            (
                Lang::FR,
                "TRAIL La Corlinoise a devancé la tenante du titre.",
                vec!["Corlinoise"],
            ),
            (
                Lang::FR,
                "La SNCF et l’UNESCO ont signé.",
                vec!["SNCF", "UNESCO"],
            ),
        ] {
            let draft = Draft::parse(text, lang);
            let names: Vec<&str> = draft.names().iter().map(|n| n.text.as_str()).collect();
            assert_eq!(names, wanted, "{text}");
        }
    }
}
