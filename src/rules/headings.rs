//! `headings`: the order of the subheadings.

use std::collections::BTreeSet;

mod mutants;

use crate::diag::Severity;
use crate::draft::{Block, BlockKind, Counted, Draft};
use crate::resolve::Tongue;
use crate::rules::args::Range;
use crate::rules::counted::{self, Tally};
use crate::rules::facts::Quantum;
use crate::rules::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc, TextEdit,
};
use crate::span::{Loc, Span};
use crate::syntax::tree::ValueKind;
use crate::tongue::{Slot, Slots};

/// The rule's definition.
pub static DEF: Def = Def {
    id: "headings",
    summary: "the subheadings are in order: how many, how deep, none skipped, none empty",
    docs: "Bounds the number of `##` headings, and always checks that the outline is sound: one title (`#`) only, no level skipped \
(`####` after `##`), no heading without text, none given twice in the same section (`### Access` may stand under two places), none that ends with a full stop. A full stop is removed without asking a model.\n\n\
`levels` is the deepest level allowed, 3 when nothing is said. `every` bounds the words between one heading of any level and the next, and before \
the first: Yoast's `subheadingsTooLong` is content up to 300 words and red above 350.",
    settings: &[
        SettingDoc {
            name: "count",
            takes: "a range of headings",
            doc: "how many `##` headings there are",
        },
        SettingDoc {
            name: "all",
            takes: "a range of headings",
            doc: "how many headings of any level there are below the title",
        },
        SettingDoc {
            name: "levels",
            takes: "a level from 2 to 6",
            doc: "the deepest level allowed; 3 when nothing is said",
        },
        SettingDoc {
            name: "skips",
            takes: "`true` or `false`",
            doc: "whether levels may be skipped; `false` when nothing is said",
        },
        SettingDoc {
            name: "every",
            takes: "a range of words",
            doc: "words between one heading and the next",
        },
    ],
    bare: "count",
    open: false,
    merge: Merge::Keys,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "two subheadings, in order",
            yaml: "headings: 2..4",
            recipe: "headings 2..4",
            source: None,
            draft: "# Les ports s’unissent\n\nLe plan est lancé.\n\n## À Anvers\n\nLa police agit.\n\n## À Rotterdam\n\nLa douane suit.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "too few",
            yaml: "headings: at least 3",
            recipe: "headings at least 3",
            source: None,
            draft: "# Les ports s’unissent\n\nLe plan est lancé.\n\n## À Anvers\n\nLa police agit.\n",
            expect: Expect::Fails {
                message: "1 `##` heading, at least 3 wanted",
                at: "",
            },
        },
        Example {
            title: "a skipped level",
            yaml: "headings: { levels: 4 }",
            recipe: "headings { levels 4 }",
            source: None,
            draft: "# Les ports\n\n## À Anvers\n\n#### Les chiffres\n\nDeux tonnes.\n",
            expect: Expect::Fails {
                message: "level 4 follows level 2, level 3 is skipped",
                at: "Les chiffres",
            },
        },
        Example {
            title: "a second title",
            yaml: "language: en\nheadings: { levels: 3 }",
            recipe: "language en\nheadings { levels 3 }",
            source: None,
            draft: "# Ports unite\n\nThe plan is launched.\n\n# Antwerp\n\nPolice act.\n",
            expect: Expect::Fails {
                message: "a second title, one `#` heading wanted",
                at: "Antwerp",
            },
        },
        Example {
            title: "too much text under one heading",
            yaml: "language: en\nheadings: { every: at most 5 words }",
            recipe: "language en\nheadings { every at most 5 words }",
            source: None,
            draft: "# Ports unite\n\nThe plan is launched.\n\n## Antwerp\n\nPolice and customs act as one.\n",
            expect: Expect::Fails {
                message: "6 words under one heading, at most 5 wanted",
                at: "one.",
            },
        },
        Example {
            title: "a heading that ends with a full stop",
            yaml: "headings: at least 1",
            recipe: "headings at least 1",
            source: None,
            draft: "# Les ports\n\n## La police agit.\n\nDeux tonnes.\n",
            expect: Expect::Fails {
                message: "the heading ends with a full stop",
                at: ".",
            },
        },
    ],
};

#[derive(Debug)]
struct Headings {
    count: Option<Range>,
    all: Option<Range>,
    every: Option<Range>,
    deepest: u8,
    skips: bool,
    levels_loc: Loc,
}

fn bind(binder: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    // `headings: true` asks for a sound outline and nothing more.
    let plain = binder.get("count").is_some_and(|s| {
        s.block.is_none()
            && s.values
                .iter()
                .all(|v| matches!(v.kind, ValueKind::Bool(true)))
    });
    let before = binder.sink.errors();
    let count = if plain {
        None
    } else {
        binder.range("count", &["headings"])
    };
    let all = binder.range("all", &["headings"]);
    let every = binder.range("every", &["words"]);
    let levels = binder.range("levels", &["levels"]);
    let mut deepest = 3;
    let mut levels_loc = binder.loc();
    if let Some(range) = &levels {
        levels_loc = range.loc;
        match range.max {
            Some(n @ 2..=6) => deepest = n as u8,
            _ => binder.wrong("levels", range.loc, &range.limit(), "a level from 2 to 6"),
        }
    }
    let skips = binder.flag("skips").is_some_and(|(b, _)| b);
    (binder.sink.errors() == before).then(|| {
        Box::new(Headings {
            count,
            all,
            every,
            deepest,
            skips,
            levels_loc,
        }) as Box<dyn Rule>
    })
}

/// The headings below the title, as (block, level).
fn below_title(draft: &Draft) -> Vec<(&Block, u8)> {
    let title = draft.title().and_then(|t| t.block);
    draft
        .headings()
        .filter(|(i, _)| Some(*i) != title)
        .filter_map(|(i, level)| Some((draft.blocks().get(i)?, level)))
        .collect()
}

/// Where the text of a heading stands, without its marks.
fn text_span(block: &Block) -> Span {
    let text = &block.plain.text;
    let start = text.len() - text.trim_start().len();
    block.plain.span(start, text.trim_end().len())
}

/// Lines that are heading marks and nothing else, as the block list leaves them out. Lines of code are not looked at.
fn empty_headings(draft: &Draft) -> Vec<Span> {
    let text = draft.text();
    let from = draft.front().map_or(0, |f| f.span.end);
    let mut out = Vec::new();
    let mut at = from;
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if (1..=6).contains(&trimmed.len()) && trimmed.bytes().all(|b| b == b'#') && indent < 4 {
            let span = Span::new(at + indent, at + indent + trimmed.len());
            let shown = draft
                .block_at(span.start)
                .and_then(|b| draft.blocks().get(b))
                .is_some_and(|b| matches!(b.kind, BlockKind::Code | BlockKind::Html));
            if !shown {
                out.push(span);
            }
        }
        at += line.len();
    }
    out
}

/// Whether a heading ends with a single full stop that is not part of an ellipsis, initials or an abbreviation.
fn has_full_stop(text: &str, draft: &Draft) -> bool {
    let text = text.trim_end();
    let Some(body) = text.strip_suffix('.') else {
        return false;
    };
    let token = body
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    let lower = token.to_lowercase();
    let pack = draft.lang().pack();
    !token.contains('.')
        && !body.ends_with('.')
        && token.chars().count() > 1
        && !pack.abbreviations.contains(&lower.as_str())
        && !pack.final_abbreviations.contains(&lower.as_str())
}

impl Headings {
    fn number(
        range: &Range,
        found: &[(&Block, u8)],
        draft: &Draft,
        keys: (&'static str, &'static str),
        out: &mut Outcome,
    ) {
        let end = Tally::end_of(draft);
        let tally = Tally::of(range, found.iter().map(|(b, _)| text_span(b).start), end);
        counted::measure(range, &tally, out);
        let beyond = range.max.and_then(|m| usize::try_from(m).ok());
        let first = beyond.and_then(|m| found.get(m)).map(|(b, _)| text_span(b));
        if let Some(finding) = counted::hold(range, &tally, keys, Part::Body, &Slots::new(), out)
            && let Some(span) = first
        {
            finding.span = span;
        }
    }

    fn outline(&self, draft: &Draft, found: &[(&Block, u8)], out: &mut Outcome) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        // The headings that the present one stands under, with their levels.
        let mut above: Vec<(u8, String)> = Vec::new();
        let mut last = 1;
        for (block, level) in found {
            let span = text_span(block);
            let part = Part::at(draft, span.start);
            let text = block.plain.text.trim();
            let mut fail = |span: Span, fault: Fault| {
                let finding = out.fail(span, part.clone(), fault.text("text", text));
                finding.excerpt = Some(text.to_owned());
                if finding.fault.key == "deep" {
                    finding.demanded = self.levels_loc;
                }
            };
            let number = |n: u8| Slot::Number(f64::from(n));
            if *level == 1 {
                fail(span, Fault::new("second-title"));
            } else if *level > self.deepest {
                let marks = "#".repeat(usize::from(self.deepest));
                fail(
                    span,
                    Fault::new("deep")
                        .with("level", number(*level))
                        .with("deepest", number(self.deepest))
                        .text("marks", marks),
                );
            } else if *level > last + 1 && !self.skips {
                fail(
                    span,
                    Fault::new("skips")
                        .with("level", number(*level))
                        .with("last", number(last))
                        .with("skipped", number(last + 1)),
                );
            }
            last = *level;
            let key = crate::draft::compare::fold(text);
            above.retain(|(l, _)| l < level);
            let inside = above.iter().any(|(_, k)| *k == key);
            above.push((*level, key));
            let path: Vec<&str> = above.iter().map(|(_, k)| k.as_str()).collect();
            if !seen.insert(path.join("\n")) || inside {
                fail(span, Fault::new("twice"));
            }
            if has_full_stop(text, draft) {
                let stop = Span::new(span.end.saturating_sub(1), span.end);
                fail(stop, Fault::new("full-stop"));
            }
        }
        for span in empty_headings(draft) {
            out.fail(span, Part::at(draft, span.start), Fault::new("empty"));
        }
    }

    fn between(range: &Range, draft: &Draft, out: &mut Outcome) {
        let mut groups: Vec<(Option<&Block>, Vec<&Block>)> = vec![(None, Vec::new())];
        for block in draft.blocks() {
            if matches!(block.kind, BlockKind::Heading(_)) {
                groups.push((Some(block), Vec::new()));
            } else if block.kind.is_counted(Counted::Body)
                && let Some((_, group)) = groups.last_mut()
            {
                group.push(block);
            }
        }
        let mut all: Vec<u64> = Vec::new();
        for (heading, group) in groups {
            let (Some(first), Some(last)) = (group.first(), group.last()) else {
                continue;
            };
            let words = group.iter().flat_map(|b| &b.words);
            let tally = Tally::of(range, words.map(|w| w.span.start), last.span.end);
            all.push(tally.value);
            let part = Part::at(draft, first.span.start);
            let heading = heading.map(|h| h.plain.text.trim().to_owned());
            let (keys, with) = match &heading {
                Some(text) => (
                    ("every-under", "every-over"),
                    Slots::new().text("text", text.clone()),
                ),
                None => (("opening-under", "opening-over"), Slots::new()),
            };
            if let Some(finding) = counted::hold(range, &tally, keys, part, &with, out) {
                finding.excerpt = heading;
            }
        }
        let extremes = (
            ", least between two headings",
            ", most between two headings",
        );
        counted::extremes(range, &all, extremes, out);
    }
}

impl Rule for Headings {
    fn describe(&self) -> String {
        let mut parts = Vec::new();
        if let Some(r) = &self.count {
            parts.push(r.limit_of("`##` headings"));
        }
        if let Some(r) = &self.all {
            parts.push(format!("{} in all", r.limit_of("headings")));
        }
        parts.push(format!("levels 2..{}", self.deepest));
        if self.skips {
            parts.push("levels may be skipped".to_owned());
        }
        if let Some(r) = &self.every {
            parts.push(format!("{} between headings", r.limit_of("words")));
        }
        parts.join(", ")
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        let slots = |range: &Range| Slots::new().with("range", range.slot());
        let say = |key, slots: &Slots| Instruction::new(Scope::Body, tongue, DEF.id, key, slots);
        let none = |r: &Option<Range>| r.as_ref().is_some_and(|r| r.max == Some(0));
        if none(&self.count) || none(&self.all) {
            return vec![say("none", &Slots::new())];
        }
        let counts = [(&self.count, "count"), (&self.all, "all")];
        let mut body: Vec<Instruction> = counts
            .into_iter()
            .filter_map(|(range, key)| Some(say(key, &slots(range.as_ref()?))))
            .collect();
        body.push(say("texts", &Slots::new()));
        let marks = Slots::new().text("marks", "#".repeat(usize::from(self.deepest)));
        let levels = match (self.deepest > 2, self.skips) {
            (false, _) => "second-level",
            (true, true) => "levels",
            (true, false) => "levels-in-turn",
        };
        let mut out = vec![Instruction::joined(&body), say(levels, &marks)];
        out.extend(self.every.iter().map(|r| say("every", &slots(r))));
        out
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let found = below_title(draft);
        if let Some(range) = &self.count {
            let second: Vec<(&Block, u8)> =
                found.iter().copied().filter(|(_, l)| *l == 2).collect();
            Self::number(range, &second, draft, ("few", "many"), out);
        }
        if let Some(range) = &self.all {
            Self::number(range, &found, draft, ("all-few", "all-many"), out);
        }
        self.outline(draft, &found, out);
        if let Some(range) = &self.every {
            Self::between(range, draft, out);
        }
    }

    fn facts(&self, facts: &mut Facts) {
        let real = |n: Option<u64>| n.map(|n| n as f64);
        facts.deepest_heading = Some(self.deepest);
        if let Some(r) = &self.count {
            facts.limit(Quantum::Headings2, real(r.min), real(r.max), DEF.id, r.loc);
        }
        if let Some(r) = &self.all {
            facts.limit(
                Quantum::HeadingsAll,
                real(r.min),
                real(r.max),
                DEF.id,
                r.loc,
            );
        }
    }

    fn demands(&self, demands: &mut Demands) {
        demands.range("`##` headings", self.count.as_ref());
        demands.range("headings of any level", self.all.as_ref());
        demands.range("words between headings", self.every.as_ref());
        demands.within("deepest level", None, Some(f64::from(self.deepest)));
        demands.may("levels", self.skips.then_some("may be skipped"));
    }

    fn fix(&self, article: Article<'_>) -> Vec<TextEdit> {
        let draft = article.draft;
        below_title(draft)
            .into_iter()
            .filter(|(b, _)| has_full_stop(b.plain.text.trim(), draft))
            .map(|(b, _)| text_span(b))
            .filter(|span| span.slice(draft.text()).ends_with('.'))
            .map(|span| TextEdit {
                span: Span::new(span.end - 1, span.end),
                replacement: String::new(),
                note: "removed the full stop of a heading".to_owned(),
            })
            .collect()
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        mutants::all(self, article.draft)
    }
}
