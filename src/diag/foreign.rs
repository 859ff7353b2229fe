//! Words under which a newcomer looks for a name: the French ones, and those of other tools. A misspelt name that is one of them is
//! no slip of letters, so [`super::suggest::nearest`] asks here first.

/// A word, without accents and separators, and the names that it can stand for, likeliest first.
const WORDS: &[(&str, &[&str])] = &[
    // The lines of a recipe.
    ("recette", &["recipe"]),
    ("langue", &["language"]),
    ("lang", &["language"]),
    ("locale", &["language"]),
    ("langage", &["language"]),
    ("utiliser", &["use"]),
    ("utilise", &["use"]),
    ("include", &["use"]),
    ("import", &["use"]),
    ("extends", &["use"]),
    ("entree", &["input", "inputs"]),
    ("entrees", &["inputs"]),
    ("variables", &["inputs"]),
    ("etape", &["step", "steps"]),
    ("etapes", &["steps"]),
    ("verification", &["check", "checks"]),
    ("verifications", &["checks"]),
    ("verifier", &["check", "checks"]),
    ("ton", &["brief"]),
    ("tone", &["brief"]),
    ("voice", &["brief"]),
    ("style", &["brief"]),
    ("audience", &["brief"]),
    ("public", &["brief"]),
    ("consigne", &["brief"]),
    ("consignes", &["brief"]),
    ("instructions", &["brief"]),
    ("guidance", &["brief"]),
    // Rules.
    ("longueur", &["length", "words"]),
    ("taille", &["length", "words"]),
    ("wordcount", &["length", "words"]),
    ("mots", &["words", "length"]),
    ("words", &["length"]),
    ("titre", &["title", "heading"]),
    ("headline", &["title", "heading"]),
    ("interdit", &["forbid"]),
    ("interdits", &["forbid"]),
    ("interdire", &["forbid"]),
    ("interdiction", &["forbid"]),
    ("bannir", &["forbid"]),
    ("eviter", &["forbid"]),
    ("ban", &["forbid"]),
    ("banned", &["forbid"]),
    ("avoid", &["forbid"]),
    ("forbidden", &["forbid"]),
    ("garder", &["preserve"]),
    ("conserver", &["preserve"]),
    ("preserver", &["preserve"]),
    ("keep", &["preserve"]),
    ("parties", &["sections"]),
    ("rubriques", &["sections"]),
    ("plan", &["sections"]),
    ("structure", &["sections"]),
    ("outline", &["sections"]),
    ("intertitres", &["headings"]),
    ("soustitres", &["headings"]),
    ("subheadings", &["headings"]),
    ("paragraphes", &["paragraphs"]),
    ("motcle", &["keyphrase"]),
    ("motscles", &["keyphrase"]),
    ("requete", &["keyphrase"]),
    ("keyword", &["keyphrase"]),
    ("keywords", &["keyphrase"]),
    ("supprimer", &["strip"]),
    ("retirer", &["strip"]),
    ("nettoyer", &["strip"]),
    ("remove", &["strip"]),
    ("url", &["slug"]),
    ("metadescription", &["meta-description"]),
    // Settings and choices.
    ("contient", &["contains"]),
    ("finitpar", &["ends-with"]),
    ("intertitre", &["heading"]),
    ("liste", &["list"]),
    ("sujet", &["about"]),
    ("optionnel", &["optional"]),
    ("facultatif", &["optional"]),
    ("sauf", &["except"]),
    ("densite", &["density"]),
    ("gravite", &["severity"]),
    ("niveau", &["severity"]),
    ("level", &["severity"]),
    ("chiffres", &["numbers"]),
    ("nombres", &["numbers"]),
    ("figures", &["numbers"]),
    ("citations", &["quotes"]),
    ("quotations", &["quotes"]),
    ("noms", &["names"]),
    ("texte", &["text"]),
    ("string", &["text"]),
    ("nombre", &["number", "count"]),
    ("erreur", &["error"]),
    ("avertissement", &["warn"]),
    ("warning", &["warn"]),
    ("francais", &["fr"]),
    ("anglais", &["en"]),
];

/// The candidate that `folded`, a word without accents, separators and capitals, stands for.
pub(super) fn meant<'a>(folded: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let (_, names) = WORDS.iter().find(|(w, _)| *w == folded)?;
    names
        .iter()
        .find_map(|n| candidates.iter().find(|c| *c == n))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn each_word_stands_once_and_is_folded() {
        for (i, (word, names)) in WORDS.iter().enumerate() {
            assert!(word.chars().all(|c| c.is_ascii_lowercase()), "{word}");
            assert!(!names.is_empty(), "{word}");
            assert!(WORDS[..i].iter().all(|(w, _)| w != word), "{word} twice");
        }
    }
}
