//! Names of settings as authors write them in French, with what they are called here. A closed list: it suggests, and accepts nothing.

const FRENCH: &[(&str, &str)] = &[
    ("longueur", "length"),
    ("taille", "length"),
    ("interdit", "forbid"),
    ("interdits", "forbid"),
    ("interdire", "forbid"),
    ("garder", "preserve"),
    ("conserver", "preserve"),
    ("préserver", "preserve"),
    ("titre", "title"),
    ("langue", "language"),
    ("recette", "recipe"),
    ("paragraphes", "paragraphs"),
    ("intertitres", "headings"),
    ("parties", "sections"),
    ("rubriques", "sections"),
    ("nettoyer", "strip"),
    ("enlever", "strip"),
    ("retirer", "strip"),
    ("ton", "brief"),
    ("style", "brief"),
    ("consigne", "brief"),
    ("consignes", "brief"),
    ("entrées", "inputs"),
    ("étapes", "steps"),
    ("vérifications", "checks"),
    ("utiliser", "use"),
    ("mot-clé", "keyphrase"),
    ("expression-clé", "keyphrase"),
    ("recouvrement", "overlap"),
    ("complet", "complete"),
];

/// What a French name is called here.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    FRENCH
        .iter()
        .find_map(|(french, name)| (*french == word).then_some(*name))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn french_names_are_known() {
        for (word, name) in [
            ("longueur", Some("length")),
            ("Interdit", Some("forbid")),
            ("garder", Some("preserve")),
            ("ton", Some("brief")),
            ("length", None),
            ("banane", None),
        ] {
            assert_eq!(meant(word), name, "{word}");
        }
    }
}
