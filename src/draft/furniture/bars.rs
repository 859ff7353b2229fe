//! Lines that a page makes of short items side by side: menus, trails of rubrics, buttons. No list of words is asked: what stands
//! between the items, their length, and that none tells a value decide.

use super::words;

/// A longer item tells something.
const ITEM: usize = 5;

/// The items of a bar, `None` for a line that is none: `Breaking | Weather | Traffic`, `WhatsApp  Email  Print  Comments (37)`.
pub(super) fn items(text: &str) -> Option<Vec<&str>> {
    if text.starts_with('|') || text.contains(['«', '“', '"', '?']) {
        return None;
    }
    let items: Vec<&str> = pieces(text)
        .into_iter()
        .map(str::trim)
        .filter(|p| p.contains(char::is_alphanumeric))
        .collect();
    (items.len() >= 2 && items.iter().all(|i| is_item(i))).then_some(items)
}

/// Whether a bar is one wherever it stands: many items, none of them long.
pub(super) fn is_sure(items: &[&str]) -> bool {
    items.len() >= 3 && items.iter().all(|i| words(i).count() <= 3)
}

/// A text cut at marks that no sentence has: bars, dots, arrows and slashes with space around them, and wide gaps.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    text.split(['|', '·', '•', '›', '\t'])
        .flat_map(|p| p.split("  "))
        .flat_map(|p| p.split(" / "))
        .flat_map(|p| p.split(" > "))
        .flat_map(|p| p.split(" » "))
        .collect()
}

/// One to five words without a stop, a colon or a value. `(37)` behind them counts what readers did.
fn is_item(item: &str) -> bool {
    let bare = match item.strip_suffix(')').and_then(|i| i.rsplit_once('(')) {
        Some((words, count)) if count.bytes().all(|b| b.is_ascii_digit()) => words.trim_end(),
        _ => item,
    };
    (1..=ITEM).contains(&words(bare).count())
        && !bare.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | ','))
        && !bare.ends_with(['.', '!', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_items_between_marks_are_a_bar() {
        for (text, count) in [
            ("Breaking | Weather | Traffic | Jobs", 4),
            ("Home / Regional / Brackley Vale", 3),
            ("WhatsApp  Email  Print  Comments (37)", 4),
            ("S'abonner | Se connecter", 2),
            ("Accueil » Vie locale » Port-Saldon", 3),
            ("Politique\tÉconomie\tCulture\tSports", 4),
            ("Le Mag · Podcasts · Jeux", 3),
            ("Nord > Lille > Transports", 3),
        ] {
            assert_eq!(items(text).map_or(0, |i| i.len()), count, "{text}");
        }
    }

    #[test]
    fn a_line_with_values_or_sentences_is_no_bar() {
        for text in [
            "Valmy 2 | 1 Lestrac",
            "France  12  8  5",
            "Samedi 12 avril | 20 h | Salle Jean-Moulin",
            "Lieu : Lens | Entrée libre",
            "Le maire s'en va | Le préfet, lui, reste jusqu'en mars",
            "« Oui » | « Non »",
            "Tarif / 12 euros",
            "Le port et/ou la gare",
            "| Metz | Nancy |",
            "Le pont est fermé. | Il rouvre.",
        ] {
            assert!(items(text).is_none(), "{text}");
        }
    }
}
