//! How people who write briefs call the rules, settings, units and kinds of a recipe: one table a tongue.
//!
//! A word stands in a table only where it can mean one thing; `syntax::liberal` takes it for that, and `galley fmt` writes what a recipe
//! calls it. Words are in lowercase, with spaces where their writers may as well put hyphens or underscores.

/// The words of one tongue.
#[derive(Debug)]
pub struct RecipeWords {
    /// Words at the beginning of a line, with a rule or header line. `length.min` and `length.max` are the ends of a range of words;
    /// `brief.said` is guidance that keeps the word before it (`tone: plain`).
    pub names: &'static [(&'static str, &'static str)],
    /// Names of settings in a block.
    pub settings: &'static [(&'static str, &'static str)],
    /// Units.
    pub units: &'static [(&'static str, &'static str)],
    /// What `preserve` and `no-new` can be about; `*` is all of it.
    pub kinds: &'static [(&'static str, &'static str)],
    /// Words for `true`.
    pub yes: &'static [&'static str],
    /// `at least`.
    pub least: &'static [&'static str],
    /// `at most`.
    pub most: &'static [&'static str],
    /// `more than`.
    pub more: &'static [&'static str],
    /// `less than`.
    pub less: &'static [&'static str],
    /// `exactly`.
    pub exactly: &'static [&'static str],
    /// `between … and …`.
    pub between: &'static [(&'static str, &'static str)],
    /// What joins the ends of a range.
    pub to: &'static [&'static str],
    /// What joins `at least 3` and `at most 5`.
    pub and: &'static [&'static str],
    /// What makes the number before it a lower limit.
    pub or_more: &'static [&'static str],
    /// What makes the number before it an upper limit.
    pub or_less: &'static [&'static str],
    /// What takes the limits of a number away.
    pub about: &'static [&'static str],
    /// `per`.
    pub per: &'static [&'static str],
    /// What a range may be asked for of each of.
    pub each: &'static [(&'static str, &'static str)],
}

/// The tables of all tongues.
pub static RECIPE_WORDS: &[&RecipeWords] = &[&super::en::recipe::WORDS, &super::fr::recipe::WORDS];

#[cfg(test)]
mod tests {
    use super::*;

    /// Each word points at something that there is, and is itself no name of a recipe's.
    #[test]
    fn each_word_points_at_a_rule_or_a_setting() {
        let vocabulary = crate::check::vocabulary();
        let header = [
            "recipe",
            "language",
            "brief",
            "length.min",
            "length.max",
            "brief.said",
            "title",
        ];
        let rule = |n: &str| header.contains(&n) || vocabulary.rules.iter().any(|r| r.id == n);
        let setting = |n: &str| {
            vocabulary.rules.iter().any(|r| {
                r.id.ends_with(&format!(".{n}"))
                    || r.settings
                        .iter()
                        .any(|s| s.strip_prefix("*.").unwrap_or(s) == n)
            })
        };
        for words in RECIPE_WORDS {
            for (word, name) in words.names {
                assert!(rule(name), "{word}: {name}");
                assert!(
                    !rule(word) && !rule(&word.replace(' ', "-")) || *word == "no new",
                    "{word}"
                );
            }
            for (word, name) in words.settings {
                assert!(
                    setting(name) || matches!(*name, "min" | "max"),
                    "{word}: {name}"
                );
                assert!(!setting(word), "{word}");
            }
            for (word, kind) in words.kinds {
                assert!(
                    matches!(*kind, "numbers" | "quotes" | "names" | "*"),
                    "{word}"
                );
            }
        }
    }

    /// No word means two things, in one tongue or in two.
    #[test]
    fn no_word_means_two_things() {
        type Pick = fn(&RecipeWords) -> &'static [(&'static str, &'static str)];
        let tables: [Pick; 4] = [|w| w.names, |w| w.settings, |w| w.units, |w| w.kinds];
        for pick in tables {
            let all: Vec<_> = RECIPE_WORDS.iter().flat_map(|w| pick(w)).collect();
            for (word, name) in &all {
                assert_eq!(*word, word.to_lowercase());
                let other = all.iter().find(|(w, n)| w == word && n != name);
                assert_eq!(other, None, "{word}");
            }
        }
        let phrases =
            |w: &RecipeWords| [w.least, w.most, w.more, w.less, w.exactly].map(<[&str]>::to_vec);
        let all: Vec<&str> = RECIPE_WORDS
            .iter()
            .flat_map(|w| phrases(w))
            .flatten()
            .collect();
        for (i, word) in all.iter().enumerate() {
            assert!(!all.iter().skip(i + 1).any(|w| w == word), "{word}");
        }
    }
}
