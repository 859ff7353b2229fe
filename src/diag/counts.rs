//! Counts in sentences: `1 word`, `2 words`. Whoever writes a number before a noun asks here.

use std::fmt::Display;

/// A number and what it counts, which is given in the plural: `1 word`, `0.5 times`, `1 stop word`. What stands after the noun
/// may be given too: `words of body` is `1 word of body`.
#[must_use]
pub fn counted(number: impl Display, nouns: &str) -> String {
    let number = number.to_string();
    let nouns = noun_for(&number, nouns);
    format!("{number} {nouns}")
}

/// The noun in the form that follows `number`.
#[must_use]
pub fn noun_for(number: impl Display, nouns: &str) -> String {
    if number.to_string() != "1" {
        return nouns.to_owned();
    }
    // `% of 3-grams` and `quotes` are told apart by the first word: a unit that is no noun stays.
    let (head, tail) = match nouns.split_once(" of ") {
        Some((head, _)) => nouns.split_at(head.len()),
        None => (nouns, ""),
    };
    format!("{}{tail}", head.strip_suffix('s').unwrap_or(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        for (number, nouns, shown) in [
            (0, "words", "0 words"),
            (1, "words", "1 word"),
            (2, "words", "2 words"),
            (11, "words", "11 words"),
            (1, "words of body", "1 word of body"),
            (1, "stop words", "1 stop word"),
            (1, "`##` headings", "1 `##` heading"),
            (1, "% of 3-grams", "1 % of 3-grams"),
            (1, "%", "1 %"),
        ] {
            assert_eq!(counted(number, nouns), shown);
        }
        assert_eq!(counted(1.0_f64, "times"), "1 time");
        assert_eq!(counted(1.5_f64, "times"), "1.5 times");
    }
}
