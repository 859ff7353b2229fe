use super::*;

fn english() -> &'static Catalogue {
    Tongue::default().catalogue()
}

#[test]
fn sentences_are_filled() {
    let slots = Slots::new()
        .text("text", "deux mots")
        .count("n", 1, "words")
        .key("unit", "sentence")
        .with("all", Slot::Texts(vec!["a".into(), "b".into()]));
    for (sentence, shown) in [
        ("{text:quoted}: {n}", "“deux mots”: 1 word"),
        ("{^unit:one} {n?holds|hold} {{x}}", "The sentence holds {x}"),
        ("{all:code}", "`a` and `b`"),
        ("{n:bare}", "1"),
    ] {
        let read = Sentence::read(sentence).expect("well formed");
        assert_eq!(read.fill(&slots, english()), shown);
    }
}

#[test]
fn malformed_sentences_are_refused() {
    for (text, fault) in [
        ("{a", Malformed::Open),
        ("a}", Malformed::Close),
        ("{}", Malformed::Nameless),
        ("{n?one}", Malformed::OneWord("n".into())),
    ] {
        assert_eq!(Sentence::read(text), Err(fault), "{text}");
    }
}

/// Where `one` has a sentence or a word that `other` does not have, or one with other slots.
fn differences(one: &Catalogue, other: &Catalogue) -> Vec<String> {
    let mut out = Vec::new();
    for (rule, usage, key, sentence) in one.sentences() {
        let found = other
            .sentences()
            .find(|(r, u, k, _)| (*r, *u, *k) == (rule, usage, key));
        match found {
            None => out.push(format!("{}: no [{rule}.{usage}] {key}", other.code)),
            Some((.., s)) if s.slots() != sentence.slots() => out.push(format!(
                "{}: [{rule}.{usage}] {key} has the slots {:?}, not {:?}",
                other.code,
                s.slots(),
                sentence.slots()
            )),
            Some(_) => {}
        }
    }
    let words: Vec<(&str, &str)> = other.words().collect();
    for word in one.words() {
        if !words.contains(&word) {
            out.push(format!("{}: no [word.{}] {}", other.code, word.0, word.1));
        }
    }
    out
}

#[test]
fn all_tongues_have_the_same_sentences_and_slots() {
    let mut out = Vec::new();
    for a in Tongue::all() {
        for b in Tongue::all() {
            out.extend(differences(a.catalogue(), b.catalogue()));
        }
    }
    assert!(out.is_empty(), "{}", out.join("\n"));
}

#[test]
fn a_key_that_is_missing_is_noticed() {
    let short = Catalogue::read("xx", "[length.finding]\nunder = \"{found}\"\n").expect("read");
    let out = differences(english(), &short);
    assert!(out.iter().any(|d| d.contains("over")), "{out:?}");
    assert!(out.iter().any(|d| d.contains("has the slots")), "{out:?}");
}

#[test]
fn locales_name_tongues() {
    for (locale, code) in [
        ("fr_FR.UTF-8", Some("fr")),
        ("EN", Some("en")),
        ("fr-CA", Some("fr")),
        ("C", None),
        ("de_DE", None),
    ] {
        assert_eq!(
            Tongue::of_locale(locale).map(Tongue::code),
            code,
            "{locale}"
        );
    }
}
