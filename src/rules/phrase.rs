//! Texts cut short, as messages and prompts quote them.

/// A text cut after `words` words, with `…` when something was left out: excerpts stay short.
#[must_use]
pub(super) fn opening(text: &str, words: usize) -> String {
    let mut all = text.split_whitespace();
    let kept: Vec<&str> = all.by_ref().take(words).collect();
    let mut out = kept.join(" ");
    if all.next().is_some() {
        out.push_str(" …");
    }
    out
}

/// The last words of a text, with `…` before them when something was left out.
#[must_use]
pub(super) fn ending(text: &str, words: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let from = all.len().saturating_sub(words);
    let kept = all.get(from..).unwrap_or_default().join(" ");
    if from > 0 {
        format!("… {kept}")
    } else {
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_shown() {
        assert_eq!(opening("un deux trois", 2), "un deux …");
        assert_eq!(ending("un deux trois", 2), "… deux trois");
        assert_eq!(opening("un deux", 2), "un deux");
    }
}
