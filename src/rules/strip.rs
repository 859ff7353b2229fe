//! `strip`: what is taken out of the source before anything reads it.

use super::demand::written;
use super::forbid::{occurrences, planted, wordings};
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Removal, Rule, SettingDoc, Tongue, args::Pattern,
};
use crate::diag::Severity;
use crate::span::Span;

/// The rule.
pub static DEF: Def = Def {
    id: "strip",
    summary: "removes the given texts and patterns from the source, and sees that the article does not hold them",
    docs: "\
A source often comes with debris: advertising labels, link lines, instructions glued to the first sentence. This rule removes \
it before the source is shown to a model or compared with the article. `galley clean` prints what is left, and what was \
removed by which line.

A text is found whatever its case, its apostrophes and its spaces, as whole words; a `/pattern/` is a regular expression in \
which `^` and `$` are the borders of a line and `.` does not cross one. A line on which a removal leaves nothing but white space is removed \
with it. What does not occur is no error: one recipe serves many sources.

In the article, what was to be removed is a finding, as with `forbid`; unless the cleaned source still holds the same words \
elsewhere, for then they are part of the news (`/^Publicité$/` removes a line, and an article about advertising remains possible).",
    settings: &[SettingDoc {
        name: "any",
        takes: "a list of texts or /patterns/",
        doc: "what is removed from the source",
    }],
    bare: "any",
    open: false,
    merge: Merge::Append,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "the debris is gone",
            yaml: "strip: [/^PUBLICITÉ$/, \"/^Source link.*/\"]\n",
            recipe: "strip /^PUBLICITÉ$/, /^Source link.*/\n",
            source: Some("Le port embauche vingt agents.\n\nLes dockers attendent.\n"),
            draft: "# Vingt agents de plus au port\n\nLe port embauche vingt agents.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "the debris was copied into the article",
            yaml: "strip: [\"/^Source link.*/\"]\n",
            recipe: "strip /^Source link.*/\n",
            source: Some("Le port embauche vingt agents.\n"),
            draft: "# Vingt agents de plus au port\n\nLe port embauche vingt agents.\n\nSource link -57\n",
            expect: Expect::Fails {
                message: "`Source link -57` is debris of the source",
                at: "Source link -57",
            },
        },
        Example {
            title: "a label between two paragraphs",
            yaml: "language: en\nstrip: [ADVERTISEMENT, Read more]\n",
            recipe: "language en\nstrip \"ADVERTISEMENT\", \"Read more\"\n",
            source: Some("The town council votes the budget on Monday.\n"),
            draft: "# Budget vote on Monday\n\nThe council votes on Monday.\n\nAdvertisement\n\nThe harbour waits.\n",
            expect: Expect::Fails {
                message: "`Advertisement` is debris of the source",
                at: "Advertisement",
            },
        },
        Example {
            title: "the same words as news",
            yaml: "strip: [/^Publicité$/i]\n",
            recipe: "strip /^Publicité$/i\n",
            source: Some("La publicité quitte les abribus de la ville.\n"),
            draft: "# La ville sans réclame\n\n## Publicité\n\nElle quitte les abribus.\n",
            expect: Expect::Holds,
        },
    ],
};

#[derive(Debug)]
struct Strip {
    any: Vec<Pattern>,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    if b.get("any").is_none() {
        b.missing("any", "strip: [/^Source link.*/]");
    }
    let any = b.patterns("any");
    (!any.is_empty()).then(|| Box::new(Strip { any }) as Box<dyn Rule>)
}

impl Rule for Strip {
    fn describe(&self) -> String {
        let all: Vec<String> = self
            .any
            .iter()
            .map(|p| format!("`{}`", p.written))
            .collect();
        format!("{} taken out of the source", all.join(", "))
    }

    /// None: the model never sees what was removed, and naming it would only put it into its head.
    fn instruct(&self, _tongue: Tongue) -> Vec<Instruction> {
        Vec::new()
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let source = article.source.map(|s| s.text().to_lowercase());
        for hit in occurrences(draft, &self.any) {
            let words = hit.text.trim().to_lowercase();
            if source.as_ref().is_some_and(|s| s.contains(&words)) {
                continue;
            }
            let found = out.fail(
                hit.span,
                Part::at(draft, hit.span.start),
                Fault::new("debris")
                    .text("text", hit.text.clone())
                    .text("pattern", hit.pattern.written.clone()),
            );
            found.excerpt = Some(hit.text.clone());
            found.demanded = hit.pattern.loc;
        }
    }

    fn facts(&self, facts: &mut Facts) {
        facts.forbidden.extend(wordings(&self.any, DEF.id));
    }

    /// What is cut from the source is neither kept nor known to the rules that compare: a cut more or a cut less moves them both
    /// ways.
    fn demands(&self, demands: &mut Demands) {
        let cut: Vec<&str> = written(&self.any).collect();
        demands.all("forbidden texts", cut.iter().copied());
        demands.shifts("cut from the source", cut);
    }

    fn strip(&self, source: &str) -> Vec<Removal> {
        let mut found: Vec<Removal> = self
            .any
            .iter()
            .flat_map(|p| {
                p.regex
                    .find_iter(source)
                    .filter(|m| !m.is_empty())
                    .map(|m| Removal {
                        span: Span::new(m.start(), m.end()),
                        demanded: p.loc,
                    })
            })
            .collect();
        found.sort_by_key(|r| (r.span.start, std::cmp::Reverse(r.span.end)));
        let mut apart: Vec<Removal> = Vec::with_capacity(found.len());
        for mut removal in found {
            let end = apart.last().map_or(0, |r| r.span.end);
            if removal.span.end > end {
                removal.span = Span::new(removal.span.start.max(end), removal.span.end);
                apart.push(removal);
            }
        }
        take_blank_lines(source, &mut apart);
        apart
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let source = article.source.map(|s| s.text().to_lowercase());
        planted(article, &self.any, |hit| {
            let words = hit.text.trim().to_lowercase();
            source.as_ref().is_none_or(|s| !s.contains(&words))
        })
    }
}

/// Widens removals over the rest of each line on which they leave nothing but white space, its line break included, and over
/// white space that they would leave at the end of a line. `removals` are in order and apart from one another, and stay so.
#[expect(
    clippy::indexing_slicing,
    reason = "`first` and `last` are below the number of removals: both loops ask for it, and `first <= last`"
)]
fn take_blank_lines(source: &str, removals: &mut [Removal]) {
    let line_start = |at: usize| source[..at].rfind('\n').map_or(0, |i| i + 1);
    // After the line break, so that it goes with the line.
    let line_end = |at: usize| source[at..].find('\n').map_or(source.len(), |i| at + i + 1);
    let mut first = 0;
    while first < removals.len() {
        // The group of removals that share lines.
        let start = line_start(removals[first].span.start);
        let mut last = first;
        let mut end = after_line(source, removals[last].span.end, line_end);
        while last + 1 < removals.len() && removals[last + 1].span.start < end {
            last += 1;
            // One that lies in the same line ends where the line ends.
            if removals[last].span.end > end {
                end = after_line(source, removals[last].span.end, line_end);
            }
        }
        let mut at = start;
        let mut blank = true;
        for r in removals.get(first..=last).unwrap_or_default() {
            blank &= source[at..r.span.start].trim().is_empty();
            at = r.span.end;
        }
        blank &= source[at..end.max(at)].trim().is_empty();
        if blank {
            let mut from = start;
            for r in &mut removals[first..=last] {
                r.span = Span::new(from, r.span.end);
                from = r.span.end;
            }
            let r = &mut removals[last];
            r.span = Span::new(r.span.start, end.max(r.span.end));
        } else {
            let floor = if last == first {
                start
            } else {
                removals[last - 1].span.end
            };
            let r = &mut removals[last];
            if source[r.span.end..end.max(r.span.end)].trim().is_empty() {
                let before = &source[floor..r.span.start];
                let kept = before.trim_end_matches([' ', '\t', '\u{A0}']).len();
                r.span = Span::new(floor + kept, r.span.end);
            }
        }
        first = last + 1;
    }
}

/// The end of the line that a removal ending at `at` ends on; `at` itself when it took the line break along.
fn after_line(source: &str, at: usize, line_end: impl Fn(usize) -> usize) -> usize {
    if source[..at].ends_with('\n') {
        at
    } else {
        line_end(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::span::Loc;
    use crate::syntax::pattern::Matcher;

    fn cleaned(source: &str, patterns: &[&str]) -> String {
        let any = patterns
            .iter()
            .map(|p| Pattern {
                written: (*p).to_owned(),
                literal: None,
                regex: Matcher::of_words(p, "").expect("compiles"),
                loc: Loc::new(SourceId(0), Span::at(0)),
            })
            .collect();
        let mut text = source.to_owned();
        let strip = Strip { any };
        for r in strip.strip(source).iter().rev() {
            text.replace_range(r.span.range(), "");
        }
        text
    }

    #[test]
    fn a_blank_line_goes_with_what_stood_on_it() {
        assert_eq!(cleaned("a\n\nPUB\n\nb\n", &["PUB"]), "a\n\n\nb\n");
        assert_eq!(
            cleaned("a\n  PUB | SUITE \nb", &["PUB", r"\| SUITE"]),
            "a\nb"
        );
        assert_eq!(cleaned("a PUB\nb", &["PUB"]), "a\nb");
        assert_eq!(cleaned("a PUB b\r\nPUB\r\nc", &["PUB"]), "a  b\r\nc");
        assert_eq!(
            cleaned("Title in frenchL’UE\nb", &["^Title in french"]),
            "L’UE\nb"
        );
        assert_eq!(cleaned("x\nPUB", &["PUB"]), "x\n");
        assert_eq!(
            cleaned("one\nPUB\nPUB\ntwo", &[r"PUB\n", "PUB"]),
            "one\ntwo"
        );
        assert_eq!(cleaned("", &["a*"]), "");
    }
}
