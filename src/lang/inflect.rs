//! The one form under which words are compared: the singular and the plural of a noun, a verb and its noun.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Lang;

/// The singular of a lowercase noun as far as its letters tell; irregular plurals by the list of the language.
#[must_use]
pub fn base(word: &str, lang: Lang) -> Cow<'_, str> {
    let pack = lang.pack();
    if let Some((_, one)) = pack.plurals.iter().find(|p| p.0 == word) {
        return Cow::Borrowed(one);
    }
    if pack.plurals.iter().any(|p| p.1 == word) || word.len() < 4 {
        return Cow::Borrowed(word);
    }
    for (ending, singular) in pack.plural_endings {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| !s.is_empty()) {
            return if singular.is_empty() {
                Cow::Borrowed(stem)
            } else {
                Cow::Owned(format!("{stem}{singular}"))
            };
        }
    }
    Cow::Borrowed(word)
}

/// Fewer letters than this are no root that an ending was put to.
const ROOT: usize = 4;

/// The family of a stem, without accents: verb and noun (`close`, `closure`; `protéger`, `protection`) have one as far as their endings tell.
/// Endings and what they leave stand in the language pack ([`super::Pack::families`]). No name has a family.
#[must_use]
pub fn family(stem: &str, lang: Lang) -> String {
    let plain: String = stem.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let lead = |end: &str| plain.strip_suffix(end);
    let rest = lang.pack().families.iter().find_map(|(end, left)| {
        let root = lead(end)?;
        (root.len() + left.len() >= ROOT).then(|| format!("{root}{left}"))
    });
    let mut root = rest.unwrap_or(plain);
    // `policy` is not of the family of `police`.
    while root.len() > ROOT && root.ends_with(['e', 'i', 'y']) && !root.ends_with("ici") {
        root.pop();
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::reading::stem;

    #[test]
    fn a_verb_and_its_noun_are_of_one_family() {
        let of = |word: &str, lang| family(&stem(word, lang), lang);
        for (lang, verb, noun) in [
            (Lang::EN, "protect", "protection"),
            (Lang::EN, "resigned", "resignation"),
            (Lang::EN, "closed", "closure"),
            (Lang::EN, "removes", "removal"),
            (Lang::EN, "agreed", "agreement"),
            (Lang::EN, "departed", "departure"),
            (Lang::EN, "decided", "decision"),
            (Lang::EN, "suspended", "suspension"),
            (Lang::EN, "excluded", "exclusion"),
            (Lang::EN, "expand", "expansion"),
            (Lang::EN, "know", "knowledge"),
            (Lang::FR, "augmenter", "augmentation"),
            (Lang::FR, "interdire", "interdiction"),
            (Lang::FR, "fermée", "fermeture"),
            (Lang::FR, "protège", "protection"),
            (Lang::FR, "produire", "production"),
            (Lang::FR, "construit", "construction"),
            (Lang::FR, "supprimé", "suppression"),
            (Lang::FR, "diminué", "diminution"),
            (Lang::FR, "alcoolisé", "alcool"),
            (Lang::FR, "surveiller", "surveillance"),
        ] {
            assert_eq!(of(verb, lang), of(noun, lang), "{verb} {noun}");
        }
        for (lang, one, other) in [
            (Lang::EN, "future", "fuel"),
            (Lang::EN, "police", "policy"),
            (Lang::EN, "pass", "passage"),
            (Lang::FR, "ville", "village"),
            (Lang::FR, "permis", "permet"),
            (Lang::FR, "voie", "voiture"),
        ] {
            assert_ne!(of(one, lang), of(other, lang), "{one} {other}");
        }
    }

    #[test]
    fn singular_and_plural_have_one_form() {
        for (lang, one, many) in [
            (Lang::FR, "travail", "travaux"),
            (Lang::FR, "cheval", "chevaux"),
            (Lang::FR, "journal", "journaux"),
            (Lang::FR, "bateau", "bateaux"),
            (Lang::FR, "tuyau", "tuyaux"),
            (Lang::FR, "jeu", "jeux"),
            (Lang::FR, "bijou", "bijoux"),
            (Lang::FR, "œil", "yeux"),
            (Lang::FR, "prix", "prix"),
            (Lang::FR, "port", "ports"),
            (Lang::FR, "vitrail", "vitraux"),
            (Lang::EN, "city", "cities"),
            (Lang::EN, "woman", "women"),
            (Lang::EN, "child", "children"),
            (Lang::EN, "box", "boxes"),
            (Lang::EN, "church", "churches"),
            (Lang::EN, "house", "houses"),
            (Lang::EN, "knife", "knives"),
            (Lang::EN, "day", "days"),
            (Lang::EN, "mouse", "mice"),
            (Lang::EN, "movie", "movies"),
            (Lang::EN, "class", "classes"),
            (Lang::EN, "bus", "buses"),
        ] {
            assert_eq!(base(one, lang), base(many, lang), "{one} {many}");
        }
        for (lang, one, other) in [
            (Lang::FR, "canal", "canaille"),
            (Lang::FR, "mars", "mare"),
            (Lang::EN, "new", "news"),
            (Lang::EN, "glass", "glad"),
        ] {
            assert_ne!(base(one, lang), base(other, lang), "{one} {other}");
        }
    }
}
