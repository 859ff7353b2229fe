//! The words that pages and messages use, as `docs/glossary.md` explains them.

const GLOSSARY: &str = include_str!("../../../docs/glossary.md");

/// The names of all entries with what is said of them.
fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    GLOSSARY
        .split("\n## ")
        .skip(1)
        .filter_map(|entry| entry.split_once('\n'))
}

/// All names that can be asked for.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    entries().flat_map(|(names, _)| names.split(", "))
}

/// The first name of each entry, as lists show it.
pub(super) fn words() -> Vec<&'static str> {
    entries()
        .filter_map(|(names, _)| names.split(", ").next())
        .collect()
}

/// What is said of a word; `house style` and `house.style` are `house-style`.
pub(super) fn page(word: &str) -> Option<String> {
    let word = word.trim().replace([' ', '.', '_'], "-");
    let (names, text) =
        entries().find(|(names, _)| names.split(", ").any(|n| n.eq_ignore_ascii_case(&word)))?;
    Some(format!("# {names}\n\n{}\n", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::explain::subjects;

    #[test]
    fn every_word_has_one_entry_and_no_subject_hides_it() {
        let mut seen = std::collections::BTreeSet::new();
        for name in names() {
            assert!(seen.insert(name), "`{name}` has two entries");
            assert!(subjects::find(name).is_none(), "`{name}` is a subject");
            assert!(
                crate::rules::TABLE.iter().all(|d| d.id != name),
                "`{name}` is a rule"
            );
            assert!(page(name).is_some_and(|p| p.len() > 40), "{name}");
        }
        assert!(page("House style").is_some());
    }
}
