//! What `galley explain` knows beside rules, codes and packs: chapters of the documents, by the words that people ask for.

/// A chapter that can be asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    /// Its name, and further words for it.
    pub(super) names: &'static [&'static str],
    /// One line: what it tells.
    pub(super) summary: &'static str,
    document: &'static str,
    /// The heading of the chapter; none for the whole document.
    heading: Option<&'static str>,
}

const RECIPES: &str = include_str!("../../../docs/recipes.md");
const STEPS: &str = include_str!("../../../docs/steps-and-checks.md");
const GRAMMAR: &str = include_str!("../../../grammar/README.md");

/// All subjects, in the order in which they are listed.
pub(super) const TABLE: &[Subject] = &[
    Subject {
        names: &[
            "recipe",
            "recipes",
            "language-tour",
            "yaml",
            "brief",
            "prompts",
            "about",
            "description",
        ],
        summary: "a recipe, line by line",
        document: RECIPES,
        heading: Some("A recipe, line by line"),
    },
    Subject {
        names: &[
            "grammar",
            "statement",
            "statements",
            "block",
            "list",
            "text",
            "comment",
            "comments",
        ],
        summary: "the language of recipe files: statements, lists, texts, comments",
        document: GRAMMAR,
        heading: Some("Statements"),
    },
    Subject {
        names: &[
            "numbers",
            "number",
            "quantities",
            "quantity",
            "range",
            "unit",
            "units",
        ],
        summary: "700..1100 words, at least 3: how numbers are written",
        document: RECIPES,
        heading: Some("Numbers"),
    },
    Subject {
        names: &["patterns", "pattern", "regex"],
        summary: "/^Source link/i: what can stand between slashes",
        document: GRAMMAR,
        heading: Some("Patterns"),
    },
    Subject {
        names: &["severity", "severities", "error", "warn", "info", "off"],
        summary: "what becomes of an article that breaks a rule",
        document: RECIPES,
        heading: Some("Severities"),
    },
    Subject {
        names: &["inputs", "input", "default", "keyphrase-input"],
        summary: "what a recipe is given: the source, a keyphrase",
        document: RECIPES,
        heading: Some("Inputs"),
    },
    Subject {
        names: &["packs", "pack", "use"],
        summary: "house style that recipes share, and how settings come together",
        document: RECIPES,
        heading: Some("Packs"),
    },
    Subject {
        names: &["per"],
        summary: "a limit for each sentence, paragraph or section",
        document: STEPS,
        heading: Some("A limit for each sentence, paragraph or section"),
    },
    Subject {
        names: &[
            "checks",
            "expr",
            "expression",
            "expressions",
            "filters",
            "say",
        ],
        summary: "expressions over the article, for what no rule asks",
        document: STEPS,
        heading: Some("Checks"),
    },
    Subject {
        names: &["steps", "step", "chain", "prompt"],
        summary: "further questions to the model, and prompts of one's own",
        document: STEPS,
        heading: Some("Steps"),
    },
    Subject {
        names: &["frames", "frame"],
        summary: "lines that a house adds to the built-in prompts",
        document: STEPS,
        heading: Some("Frames"),
    },
    Subject {
        names: &[
            "counting",
            "words",
            "chars",
            "characters",
            "sentences",
            "count",
        ],
        summary: "what is counted, and what a word is",
        document: include_str!("../../../docs/counting.md"),
        heading: None,
    },
    Subject {
        names: &["tests", "test", "suite", "snapshots", "expect"],
        summary: "what a test file can say",
        document: include_str!("../../../docs/testing.md"),
        heading: Some("What a test can say"),
    },
    Subject {
        names: &["versions", "version", "versioning"],
        summary: "what the numbers of a version promise",
        document: include_str!("../../../docs/versioning.md"),
        heading: Some("What the version says"),
    },
    Subject {
        names: &[
            "models", "model", "local", "openai", "ollama", "manual", "replay",
        ],
        summary: "which model is used, and how one is chosen",
        document: include_str!("../../../docs/models.md"),
        heading: Some("Which model is used, and why"),
    },
];

impl Subject {
    /// The name that it is listed by.
    pub(super) fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// The chapter, its heading first.
    pub(super) fn page(&self) -> String {
        let Some(heading) = self.heading else {
            return format!("{}\n", self.document.trim_end());
        };
        let mut out = String::new();
        let mut code = false;
        for line in self.document.lines() {
            code ^= line.starts_with("```");
            let title = line.trim_start_matches('#').trim();
            let level = line.len() - line.trim_start_matches('#').len();
            let chapter = !code && (1..=2).contains(&level);
            if out.is_empty() {
                if chapter && title == heading {
                    out = format!("# {title}\n");
                }
                continue;
            }
            if chapter {
                break;
            }
            out.push_str(line);
            out.push('\n');
        }
        format!("{}\n", out.trim_end())
    }
}

/// The subject that a word asks for.
pub(super) fn find(word: &str) -> Option<&'static Subject> {
    TABLE
        .iter()
        .find(|s| s.names.iter().any(|n| n.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_has_a_chapter() {
        let mut seen = std::collections::BTreeSet::new();
        for s in TABLE {
            assert!(s.page().len() > 200, "{}: {}", s.name(), s.page());
            assert!(s.page().starts_with("# "), "{}", s.name());
            for n in s.names {
                assert!(seen.insert(n), "`{n}` asks for two subjects");
            }
        }
    }
}
