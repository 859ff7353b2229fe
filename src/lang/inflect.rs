//! The one form under which the singular and the plural of a word are compared, with or without accents.

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use super::*;

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
