//! Drafts that are no article: HTML, code or JSON, in which no rule sees a text; and what is not counted in one that is.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

use std::borrow::Cow;

use crate::diag::counts::counted;

use super::{BlockKind, Counted, Draft, MarginKind};

/// What a draft is instead of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disguise {
    /// Most of its words stand in HTML.
    Html,
    /// All its words stand in code blocks.
    Code,
    /// All its words stand in one code fence, as a chat model puts it around an article.
    Fenced,
    /// It is one JSON value.
    Json,
}

impl Disguise {
    /// Why nothing can be said of such a draft, as a lowercase fragment.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Html => "the draft is HTML, not Markdown: its text was not looked at",
            Self::Code => "the draft is a block of code: its text was not looked at",
            Self::Fenced => {
                "the draft stands inside a code fence: its text was not looked at; take the fence away"
            }
            Self::Json => "the draft is JSON: its text was not looked at",
        }
    }
}

/// What a fenced block says that it holds; `None` for a block without a fence.
fn info(block: &str) -> Option<&str> {
    let first = block.trim_start().lines().next()?.trim();
    let rest = first.trim_start_matches(['`', '~']);
    (first.len() - rest.len() >= 3).then(|| rest.trim())
}

/// Whether a fenced block says that it is Markdown and begins with a title.
fn holds_article(block: &str) -> bool {
    let mut lines = block.trim_start().lines().skip(1);
    let title = lines.find(|l| !l.trim().is_empty());
    matches!(info(block), Some("markdown" | "md")) && title.is_some_and(|l| l.starts_with("# "))
}

/// The words of a text that is not counted, roughly.
fn rough_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|w| w.contains(char::is_alphanumeric))
        .count()
}

impl Draft {
    /// What the draft is instead of an article; `None` for an article.
    #[must_use]
    pub fn disguise(&self) -> Option<Disguise> {
        let text = self.text().trim_start_matches('\u{FEFF}').trim();
        if text.starts_with(['{', '['])
            && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
        {
            return Some(Disguise::Json);
        }
        let counted = self.count(Counted::Body);
        let html: usize = self.html_words().sum();
        if html > counted {
            return Some(Disguise::Html);
        }
        let codes = self.blocks().iter().filter(|b| b.kind == BlockKind::Code);
        let mut coded = codes
            .map(|b| b.span.slice(self.text()))
            .filter(|t| rough_words(t) > 0);
        let first = coded.next()?;
        let one = coded.next().is_none();
        // What stands before it and behind it, as in a chat, is no article when what it encloses is one.
        if one && (holds_article(first) && rough_words(first) > counted && self.title().is_none()) {
            return Some(Disguise::Fenced);
        }
        let fenced = one && matches!(info(first), Some("" | "markdown" | "md" | "text" | "txt"));
        (counted == 0).then_some(if fenced {
            Disguise::Fenced
        } else {
            Disguise::Code
        })
    }

    /// The words of each block of HTML that has any.
    fn html_words(&self) -> impl Iterator<Item = usize> + '_ {
        self.margins()
            .iter()
            .filter(|m| m.kind == MarginKind::Html)
            .map(|m| rough_words(&m.plain.text))
            .filter(|n| *n > 0)
    }

    /// What stands in the draft and is not counted, though a browser prints it, as lowercase fragments.
    #[must_use]
    pub fn uncounted(&self) -> Vec<Cow<'static, str>> {
        let (blocks, words) = self
            .html_words()
            .fold((0_usize, 0_usize), |(b, w), n| (b + 1, w + n));
        let disguise = self.disguise();
        if let Some(d) = disguise.filter(|d| matches!(d, Disguise::Fenced | Disguise::Code)) {
            return vec![d.reason().into()];
        }
        if blocks == 0 {
            return Vec::new();
        }
        let verb = if blocks == 1 { "was" } else { "were" };
        vec![
            format!(
                "{} of HTML ({}) {verb} not counted; only forbidden texts were looked for in it",
                counted(blocks, "blocks"),
                counted(words, "words")
            )
            .into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn what_is_no_article_is_known() {
        for (text, want) in [
            ("<p>Le port rouvre.</p>", Some(Disguise::Html)),
            (
                "<!DOCTYPE html>\n<html><body>\n\n<h1>Le port</h1>\n\n<p>Il rouvre.</p>\n\n</body></html>",
                Some(Disguise::Html),
            ),
            (
                "# Titre\n\n<div>Le port rouvre samedi.</div>\n",
                Some(Disguise::Html),
            ),
            (
                "```markdown\n# Titre\n\nLe port rouvre.\n```\n",
                Some(Disguise::Fenced),
            ),
            ("    Le port rouvre.\n", Some(Disguise::Code)),
            (
                "{ \"title\": \"Le port\", \"body\": \"Il rouvre.\" }",
                Some(Disguise::Json),
            ),
            ("[\"Le port rouvre.\"]\n", Some(Disguise::Json)),
            // Articles.
            (
                "# Titre\n\nLe port rouvre.\n\n<iframe src=\"x\"></iframe>\n",
                None,
            ),
            ("Le port rouvre samedi à midi.\n\n<p>Une note.</p>\n", None),
            (
                "Le port rouvre.\n\n```\ncargo run --release -- a b c\n```\n",
                None,
            ),
            (
                "# Titre\n\n<!-- une longue remarque qui ne se voit pas -->\n\nTexte.",
                None,
            ),
            ("[Le port](u) rouvre.", None),
            ("{{< figure >}}\n\nLe port rouvre.", None),
            ("<My Great Title>\n\nLe port rouvre.", None),
            ("", None),
        ] {
            assert_eq!(Draft::parse(text, Lang::FR).disguise(), want, "{text}");
        }
    }

    #[test]
    fn what_is_not_counted_is_said() {
        let said = |text: &str| Draft::parse(text, Lang::FR).uncounted().join("; ");
        assert_eq!(
            said("Le port rouvre samedi à midi.\n\n<p>Une note.</p>\n"),
            "1 block of HTML (2 words) was not counted; only forbidden texts were looked for in it"
        );
        assert_eq!(
            said("Le port rouvre.\n\n<!-- x -->\n\n<iframe></iframe>"),
            ""
        );
    }
}
