//! "did you mean": the known name nearest to a misspelt one.

use super::foreign;

/// The candidate nearest to `word`, when it is near enough to be a likely slip.
///
/// Distance is Damerau–Levenshtein restricted to adjacent swaps (optimal string alignment), over characters,
/// case-folded; the limit is a third of the longer name, at least 1 and at most 3 edits, so that `lenght` finds `length` but
/// `slug` does not find `use`. The same thing in French or in another tool (`longueur`, `headline`) comes first. A shared separator-free prefix also counts (`title-length` finds `title.length`).
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(word);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let spelled: String = wanted.iter().filter(|c| **c != '\'').collect();
    if let Some(meant) = foreign::meant(&spelled, &candidates) {
        return Some(meant);
    }
    // `count 3..8` is a name and its value: put in its place, the name would take the value away.
    let valued = word.contains(char::is_whitespace)
        && word.contains(|c: char| c.is_ascii_digit() || matches!(c, '{' | '[' | '"'));
    candidates
        .into_iter()
        .filter_map(|c| {
            let folded = fold(c);
            let limit = (wanted.len().max(folded.len()) / 3).clamp(1, 3);
            let d = distance(&wanted, &folded);
            // What is whole so far is likelier than what has another letter: `hold` is `holds`, not `held`.
            (d <= limit && !valued).then_some((d, !folded.starts_with(&wanted), c))
        })
        .min()
        .map(|(.., c)| c)
}

/// What can stand somewhere, as a reader says it: `` `a`, `b` or `c` ``.
#[must_use]
pub fn either<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = names.into_iter().map(|n| format!("`{n}`")).collect();
    match quoted.pop() {
        None => String::new(),
        Some(only) if quoted.is_empty() => only,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}

/// Lowercase, with separators and French accents folded away: these are the commonest slips in names.
fn fold(word: &str) -> Vec<char> {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '-' | '_' | '.' | ' '))
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'à' | 'â' => 'a',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'û' | 'ù' => 'u',
            'ç' => 'c',
            c => c,
        })
        .collect()
}

/// How many letters are to be changed, added, left out or swapped with their neighbour to make one word of the other. The time grows with
/// the product of the lengths.
#[must_use]
#[expect(
    clippy::indexing_slicing,
    reason = "`i` and `j` run up to the lengths of `a` and `b`, and every row has a place more than `b`"
)]
pub fn distance(a: &[char], b: &[char]) -> usize {
    let mut two_back: Vec<usize> = Vec::new();
    let mut back: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (back[j] + 1).min(row[j - 1] + 1).min(back[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_back[j - 2] + 1);
            }
        }
        two_back = std::mem::replace(&mut back, row);
    }
    back[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{either, nearest};

    #[test]
    fn names_are_joined() {
        assert_eq!(either([]), "");
        assert_eq!(either(["a"]), "`a`");
        assert_eq!(either(["a", "b"]), "`a` or `b`");
        assert_eq!(either(["a", "b", "c"]), "`a`, `b` or `c`");
    }

    #[test]
    fn finds_slips_and_nothing_else() {
        let known = ["length", "title", "sections", "use", "slug", "keyphrase"];
        assert_eq!(nearest("lenght", known), Some("length"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("section", known), Some("sections"));
        assert_eq!(nearest("key-phrase", known), Some("keyphrase"));
        assert_eq!(nearest("hold", ["held", "holds"]), Some("holds"));
        assert_eq!(nearest("key phrase", known), Some("keyphrase"));
        assert_eq!(nearest("title {", known), None);
        assert_eq!(nearest("title 3..8", known), None);
        assert_eq!(nearest("banana", known), None);
        assert_eq!(nearest("longueur", known), Some("length"));
        assert_eq!(nearest("mot-clé", known), Some("keyphrase"));
        assert_eq!(nearest("ton", known), None);
    }
}
