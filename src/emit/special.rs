//! Marks with which models tell turns apart (`<|im_end|>`, `</s>`, `[INST]`). A server may read them in a text as if they were
//! its own: then a source could end the prompt and speak in its place. They reach no prompt as they are: an invisible word
//! joiner behind the first character makes plain text of them.

use std::borrow::Cow;

/// Marks beside those between `<|` and `|>`, as tokenizers know them: exactly so.
const MARKS: &[&str] = &[
    "</s>",
    "<s>",
    "<bos>",
    "<eos>",
    "<pad>",
    "<unk>",
    "<eod>",
    "<eot>",
    "<start_of_turn>",
    "<end_of_turn>",
    "<end_of_utterance>",
    "<<SYS>>",
    "<</SYS>>",
    "<think>",
    "</think>",
    "<tool_call>",
    "</tool_call>",
    "<tool_response>",
    "</tool_response>",
    "[INST]",
    "[/INST]",
    "[SYSTEM_PROMPT]",
    "[/SYSTEM_PROMPT]",
    "[AVAILABLE_TOOLS]",
    "[/AVAILABLE_TOOLS]",
    "[TOOL_CALLS]",
    "[TOOL_RESULTS]",
    "[/TOOL_RESULTS]",
    "[gMASK]",
];

/// Roles that follow the mark of a turn's beginning.
const ROLES: &[&str] = &["assistant", "user", "system", "model"];

/// The longest name between bars.
const LONGEST: usize = 48;

const JOINER: char = '\u{2060}';

/// The mark that `text` begins with.
fn mark(text: &str) -> Option<&str> {
    if let Some(mark) = MARKS.iter().find(|m| text.starts_with(**m)) {
        return text.get(..mark.len());
    }
    // Both the plain bar and the wide one are in use.
    let bar = text.strip_prefix('<')?.chars().next()?;
    if !matches!(bar, '|' | '｜') {
        return None;
    }
    let inner = text.get(1 + bar.len_utf8()..)?;
    let named = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '▁');
    let end = inner
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| !named(*c))
        .map(|(i, _)| i)?;
    let behind = inner.get(end..)?.strip_prefix(bar)?.strip_prefix('>')?;
    (end > 0).then(|| text.get(..text.len() - behind.len()))?
}

/// The text with every mark made plain text.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices(['<', '[']) {
        if text.get(at..).and_then(mark).is_some() {
            out.push_str(text.get(done..=at).unwrap_or_default());
            out.push(JOINER);
            done = at + 1;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// The text with the marks that [`plain`] changed as they were: an answer may quote them.
#[must_use]
pub fn restored(text: &str) -> Cow<'_, str> {
    if !text.contains(JOINER) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut done = 0;
    for (at, joiner) in text.match_indices(JOINER) {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let Some(first @ ('<' | '[')) = before else {
            continue;
        };
        let behind = text.get(at + joiner.len()..).unwrap_or_default();
        // As long as the longest mark and no longer: a text full of joiners is not copied for each.
        let short: String = std::iter::once(first)
            .chain(behind.chars().take(LONGEST + 4))
            .collect();
        if mark(&short).is_some() {
            out.push_str(text.get(done..at).unwrap_or_default());
            done = at + joiner.len();
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// The text without the marks at its end, which a server let through. `</s>` that closes a `<s>` is HTML and stays.
#[must_use]
pub fn unended(text: &str) -> &str {
    let mut rest = text;
    loop {
        let end = rest.trim_end();
        // A turn that was only begun: the mark and the role behind it.
        let speaker = ROLES
            .iter()
            .find_map(|role| end.strip_suffix(role))
            .filter(|t| {
                ["<|im_start|>", "<|start_header_id|>", "<start_of_turn>"]
                    .iter()
                    .any(|m| t.ends_with(m))
            });
        let end = speaker.unwrap_or(end);
        let last = end
            .rfind(['<', '['])
            .map(|at| match end.get(..at) {
                Some(before) if before.ends_with('<') => at - 1,
                _ => at,
            })
            .and_then(|at| end.split_at_checked(at));
        match last {
            Some((before, last)) if mark(last) == Some(last) && !is_html(before, last) => {
                rest = before;
            }
            _ if speaker.is_some() => return end,
            _ => {
                return if rest.len() == text.len() {
                    text
                } else {
                    rest.trim_end()
                };
            }
        }
    }
}

fn is_html(before: &str, last: &str) -> bool {
    last == "</s>" && before.matches("<s>").count() > before.matches("</s>").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_plain_text_and_come_back() {
        for mark in MARKS.iter().copied().chain([
            "<|im_end|>",
            "<|im_start|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|start_header_id|>",
            "<｜end▁of▁sentence｜>",
            "<|channel|>",
        ]) {
            for text in [
                mark.to_owned(),
                format!("Avant {mark}après, <b>{mark}{mark} [1]"),
            ] {
                let plain = plain(&text);
                assert!(!plain.contains(mark), "{plain}");
                assert_eq!(plain.replace(JOINER, ""), text);
                assert_eq!(super::plain(&plain), plain);
                assert_eq!(restored(&plain), text);
            }
        }
    }

    #[test]
    fn other_text_keeps_its_bytes() {
        for text in [
            "a < b | c > d",
            "<| |>",
            "<||>",
            "[Inst] [1] [x](y) <em>e</em> <source-1a2b3c4d>",
            "<|a b|>",
            "a\u{2060}b <\u{2060}b",
            "",
        ] {
            assert_eq!(plain(text), text);
            assert_eq!(restored(text), text);
            assert_eq!(unended(text), text);
        }
    }

    #[test]
    fn marks_at_the_end_of_an_answer_go() {
        for end in [
            "<|im_end|>",
            "</s>",
            "\n<|endoftext|>\n",
            "<|im_end|>\n<|im_start|>assistant\n",
            "<｜end▁of▁sentence｜>",
            " [/INST]",
            "<end_of_turn>\n<eos>",
            "<</SYS>>",
        ] {
            assert_eq!(unended(&format!("Le texte.{end}")), "Le texte.", "{end}");
        }
        for text in [
            "Le <s>vieux</s>",
            "Il dit <|im_end|> puis rien.",
            "Le texte.\n",
        ] {
            assert_eq!(unended(text), text);
        }
        assert_eq!(unended("<s>a</s></s>"), "<s>a</s>");
    }
}
