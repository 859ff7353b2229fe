//! `forbid`: words that must not be printed.

use super::demand::written;
use super::facts::{Place, Wording};
use super::surgery;
use super::{
    Article, Binder, Def, Demands, Example, Expect, Facts, Fault, Instruction, Merge, Mutant,
    Outcome, Part, Rule, Scope, SettingDoc, Tongue,
    args::{Pattern, Range},
};
use crate::diag::counts::counted;
use crate::diag::{Diagnostic, Severity, codes};
use crate::draft::total::At as _;
use crate::draft::{BlockKind, Draft, FrontEntry, Plain, Unit, clean};
use crate::span::Span;
use crate::tongue::{Slot, Slots};

/// More findings than this are summed up in one.
const MOST: usize = 20;

/// The rule.
pub static DEF: Def = Def {
    id: "forbid",
    summary: "none of the given texts or patterns occurs in the article",
    docs: "\
Looks for each text or `/pattern/` in the title, the headings, the body, the values of the front matter, the descriptions of \
images and what HTML says; not in code. A text is found whatever its case, its apostrophes, hyphens and spaces, with or without soft \
hyphens and other characters that cannot be seen, and only as whole words: `avis` is not found in `avisé`. \
A text of mere marks (`—`) is found as it is. \
A pattern is a regular expression without look-around; `^` and `$` are the borders of a line, and `/…/i` ignores case. A text \
is looked for in what the reader sees, without markup; a pattern also in the Markdown itself, so that `/https?:/` finds the \
target of a link. Where nothing is printed (a break between two parts, a comment, a mark of HTML) only a pattern of markup looks: one that \
names a character of markup, such as `/^-{3,}$/`, `/<!--/` or `/!\\[\\]\\(/`. What both show is one finding.

`except` names texts or patterns whose matches are allowed: `forbid: { any: Bruxelles, except: Bruxelles-Capitale }`.

The words of a quotation are not the writer's to change, its marks are: with `in-quotes: allowed`, which is the default, a match inside a \
quotation that stands in the source too is no finding. Without a source, no match inside a quotation is. With `in-quotes: \
forbidden` quotations are searched like the rest.

`times` sets a limit instead of a ban: `forbid: { any: [mais, cependant], times: at most 1 per paragraph }` marks the second of them in a \
paragraph. What stands outside of all paragraphs (the title, a heading) is counted for itself.

After 20 findings the rest is given as a number.",
    settings: &[
        SettingDoc {
            name: "any",
            takes: "a list of texts or /patterns/",
            doc: "what must not occur",
        },
        SettingDoc {
            name: "except",
            takes: "a list of texts or /patterns/",
            doc: "matches that are allowed all the same",
        },
        SettingDoc {
            name: "in-quotes",
            takes: "`allowed` or `forbidden`",
            doc: "whether the source's own quotations may hold them; `allowed` unless set",
        },
        SettingDoc {
            name: "times",
            takes: "at most so many times, perhaps `per sentence`, `per paragraph` or `per section`",
            doc: "how many of them may stand all the same, taken together; none unless set",
        },
    ],
    bare: "any",
    open: false,
    merge: Merge::Append,
    severity: Severity::Error,
    bind,
    examples: &[
        Example {
            title: "nothing forbidden in it",
            yaml: "forbid: [PUBLICITÉ, /^Source link/]\n",
            recipe: "forbid \"PUBLICITÉ\", /^Source link/\n",
            source: None,
            draft: "# Le port d’Anvers sous surveillance\n\nLa source link du site n’ouvre pas la ligne.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "scraping debris between two paragraphs",
            yaml: "forbid: [PUBLICITÉ]\n",
            recipe: "forbid \"PUBLICITÉ\"\n",
            source: None,
            draft: "# Le port d’Anvers sous surveillance\n\nLes contrôles doublent.\n\nPublicité\n\nLes dockers attendent.\n",
            expect: Expect::Fails {
                message: "`Publicité` is forbidden",
                at: "Publicité",
            },
        },
        Example {
            title: "a pattern, at the start of a line only",
            yaml: "language: en\nforbid: [\"/^Source link.*/\"]\n",
            recipe: "language en\nforbid /^Source link.*/\n",
            source: None,
            draft: "# Customs officers hired\n\nThe port hired twenty officers.\nSource link -57\n",
            expect: Expect::Fails {
                message: "forbidden by `/^Source link.*/`",
                at: "Source link -57",
            },
        },
        Example {
            title: "not twice in one paragraph",
            yaml: "forbid: { any: [mais, cependant], times: at most 1 per paragraph }\n",
            recipe: "forbid \"mais\", \"cependant\" { times at most 1 per paragraph }\n",
            source: None,
            draft: "# Anvers\n\nLe port rouvre, mais tard. La douane, cependant, se tait.\n\nMais pour combien de temps ?\n",
            expect: Expect::Fails {
                message: "`cependant` is one too many: at most 1 in each paragraph wanted",
                at: "cependant",
            },
        },
        Example {
            title: "a quotation of the source keeps its words",
            yaml: "forbid: [clandestins]\n",
            recipe: "forbid \"clandestins\"\n",
            source: Some(
                "Le maire s’emporte : « Les clandestins ne font que passer par la ville », dit-il.\n",
            ),
            draft: "# Le maire s’explique\n\n« Les clandestins ne font que passer par la ville », assure le maire.\n",
            expect: Expect::Holds,
        },
        Example {
            title: "the writer's own words do not",
            yaml: "forbid: [clandestins]\n",
            recipe: "forbid \"clandestins\"\n",
            source: Some(
                "Le maire s’emporte : « Les clandestins ne font que passer par la ville », dit-il.\n",
            ),
            draft: "# Le maire s’explique\n\nLe maire parle des clandestins de la ville.\n",
            expect: Expect::Fails {
                message: "`clandestins` is forbidden",
                at: "clandestins",
            },
        },
    ],
};

#[derive(Debug)]
struct Forbid {
    any: Vec<Pattern>,
    except: Vec<Pattern>,
    in_quotes: bool,
    /// How many may stand all the same.
    times: Option<Range>,
}

fn bind(b: &mut Binder<'_>) -> Option<Box<dyn Rule>> {
    let any = b.patterns("any");
    let except = b.patterns("except");
    let in_quotes = b
        .choices("in-quotes", &["allowed", "forbidden"])
        .last()
        .is_none_or(|c| c.0 == "allowed");
    if b.get("any").is_none() {
        b.missing("any", "forbid: [PUBLICITÉ]");
    }
    let times = match b.get("times") {
        Some(_) => Some(b.range_each("times", &["times"], &Unit::ALL)?),
        None => None,
    };
    if let Some(r) = times
        .as_ref()
        .filter(|r| r.min.is_some() || r.max.is_none())
    {
        b.sink.push(
            Diagnostic::error(
                codes::E0305,
                "`times` of `forbid` says how many are too many",
            )
            .at(r.loc, "expected `at most …`")
            .help("times: at most 1 per paragraph"),
        );
        return None;
    }
    if any.is_empty() {
        return None;
    }
    Some(Box::new(Forbid {
        any,
        except,
        in_quotes,
        times,
    }))
}

/// An occurrence of a pattern in a draft.
#[derive(Debug, Clone)]
pub(super) struct Hit<'p> {
    /// Where.
    pub(super) span: Span,
    /// The text there, without markup.
    pub(super) text: String,
    /// What found it.
    pub(super) pattern: &'p Pattern,
}

/// All occurrences of `patterns` in what is printed of `draft` (title, headings, body, front matter, descriptions of images, what
/// HTML says), in order, none inside another.
pub(super) fn occurrences<'p>(draft: &Draft, patterns: &'p [Pattern]) -> Vec<Hit<'p>> {
    let mut hits: Vec<Hit<'p>> = Vec::new();
    for pattern in patterns {
        let needle = pattern.folded();
        for (index, block) in draft.blocks().iter().enumerate() {
            if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
                continue;
            }
            let places = match &needle {
                Some(needle) => draft.find_folded(index, needle),
                None => pattern.places(&block.plain.text),
            };
            hits_in(&block.plain, &places, pattern, &mut hits);
        }
        for margin in draft.margins() {
            hits_in(
                &margin.plain,
                &pattern.places(&margin.plain.text),
                pattern,
                &mut hits,
            );
        }
        for entry in draft.front().into_iter().flat_map(|f| f.values()) {
            let value = clean(&entry.value);
            for (start, end) in pattern.places(&value) {
                hits.push(Hit {
                    span: inside(entry, &value, start, end),
                    text: value[start..end].to_owned(),
                    pattern,
                });
            }
        }
        if pattern.literal.is_none() {
            in_markdown(draft, pattern, &mut hits);
        }
    }
    // The longest first where several begin; then what lies inside an earlier one is the same fault.
    hits.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end)));
    let mut end = 0;
    hits.retain(|h| {
        let new = h.span.start >= end;
        end = end.max(h.span.end);
        new
    });
    hits
}

fn hits_in<'p>(
    plain: &Plain,
    places: &[(usize, usize)],
    pattern: &'p Pattern,
    hits: &mut Vec<Hit<'p>>,
) {
    for &(start, end) in places {
        if !plain.is_code(start, end) {
            hits.push(Hit {
                span: plain.span(start, end),
                text: plain.text[start..end].to_owned(),
                pattern,
            });
        }
    }
}

/// What a pattern finds in the Markdown itself: in what is printed, outside of code, whatever the pattern is; where nothing is
/// printed (a break between two parts, a comment, a mark of HTML, an image alone) only what is a pattern of markup.
fn in_markdown<'p>(draft: &Draft, pattern: &'p Pattern, hits: &mut Vec<Hit<'p>>) {
    let text = draft.text();
    let from = draft.front().map_or(0, |f| f.span.end);
    let markup = pattern.regex.is_of_markup();
    let mut ruling = Ruling::default();
    for m in pattern.regex.find_iter(text) {
        let span = Span::new(m.start(), m.end());
        if m.is_empty() || span.start < from {
            continue;
        }
        let seen = match draft.block_at(span.start).map(|i| draft.blocks().at(i)) {
            Some(block) if block.kind == BlockKind::Code => false,
            Some(block) if block.kind == BlockKind::Html => markup,
            Some(block) => !block.plain.is_code_at(span),
            None => markup && !ruling.holds(text, span.start),
        };
        if seen {
            hits.push(Hit {
                span,
                text: m.as_str().to_owned(),
                pattern,
            });
        }
    }
}

/// The line that a place lies in, and whether it separates the head of a table from its rows. Places are asked for in order, each line is read once.
#[derive(Default)]
struct Ruling(Option<(Span, bool)>);

impl Ruling {
    fn holds(&mut self, text: &str, at: usize) -> bool {
        if let Some((line, known)) = self.0
            && line.start <= at
            && at < line.end
        {
            return known;
        }
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let line = text[start..].lines().next().unwrap_or("");
        let ruling = line.contains('|')
            && line
                .trim()
                .chars()
                .all(|c| matches!(c, '|' | '-' | ':' | ' '));
        self.0 = Some((Span::new(start, start + line.len()), ruling));
        ruling
    }
}

/// The place of a byte range of a front-matter value in its clean form; the whole value when it is written otherwise.
fn inside(entry: &FrontEntry, value: &str, start: usize, end: usize) -> Span {
    if entry.value_span.len() == value.len() && entry.value == value {
        Span::new(start, end).shift(entry.value_span.start)
    } else {
        entry.value_span
    }
}

impl Forbid {
    /// Keeps the hits beyond the number allowed, in the article or in each unit.
    fn surplus(&self, draft: &Draft, hits: &mut Vec<Hit<'_>>, r: &Range) {
        let allowed = r.max.and_then(|m| usize::try_from(m).ok()).unwrap_or(0);
        let pieces = r.per.map(|u| draft.pieces(u)).unwrap_or_default();
        // What lies in no piece is a piece of its own: its block, or its line of the front matter.
        let place = |span: Span| {
            let piece = pieces
                .partition_point(|p| p.span.start <= span.start)
                .checked_sub(1)
                .filter(|&i| pieces.get(i).is_some_and(|p| p.span.contains(span)));
            match (r.per, piece) {
                (None, _) => (0, 0),
                (Some(_), Some(i)) => (1, i),
                (Some(_), None) => (2, draft.block_at(span.start).unwrap_or(usize::MAX)),
            }
        };
        let mut seen: std::collections::BTreeMap<(u8, usize), usize> =
            std::collections::BTreeMap::new();
        hits.retain(|h| {
            let n = seen.entry(place(h.span)).or_default();
            *n += 1;
            *n > allowed
        });
    }

    /// The instruction when some may stand.
    fn ration(&self, r: &Range, tongue: Tongue) -> Instruction {
        let texts = self.any.iter().map(|p| p.written.clone()).collect();
        let slots = Slots::new()
            .with("texts", Slot::Texts(texts))
            .with("range", r.slot());
        let scope = Scope::Everywhere;
        match r.per {
            Some(unit) => {
                let slots = slots.key("unit", unit.word());
                Instruction::new(scope, tongue, DEF.id, "ration-each", &slots)
            }
            None => Instruction::new(scope, tongue, DEF.id, "ration", &slots),
        }
    }

    /// Where forbidden words may stand all the same.
    fn excused(&self, article: Article<'_>) -> Excused {
        let mut spans: Vec<Span> = occurrences(article.draft, &self.except)
            .iter()
            .map(|h| h.span)
            .collect();
        if self.in_quotes {
            let quotes = super::preserve::kept_quotes(article);
            let text = article.draft.text();
            let words = |q: Span| within_marks(text, q);
            spans.extend(quotes.into_iter().filter(|q| q.1).map(|q| words(q.0)));
        }
        Excused::new(spans)
    }
}

/// A quotation without its marks: its words are the speaker's, its marks the desk's.
fn within_marks(text: &str, quote: Span) -> Span {
    const MARKS: [char; 14] = [
        '"', '“', '”', '„', '«', '»', '‹', '›', '‘', '’', '\'', ' ', '\u{a0}', '\u{202f}',
    ];
    let whole = quote.slice(text);
    let start = quote.start + (whole.len() - whole.trim_start_matches(MARKS).len());
    let end = quote.start + whole.trim_end_matches(MARKS).len();
    Span::new(start, end.max(start))
}

/// Places that are excused, in order, each with the furthest end of those up to it.
struct Excused(Vec<(usize, usize)>);

impl Excused {
    fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|s| s.start);
        let mut end = 0;
        let furthest = spans.iter().map(|s| {
            end = end.max(s.end);
            (s.start, end)
        });
        Self(furthest.collect())
    }

    /// Whether a span lies in one of them.
    fn cover(&self, span: Span) -> bool {
        let before = self.0.partition_point(|s| s.0 <= span.start);
        before
            .checked_sub(1)
            .is_some_and(|i| self.0.at(i).1 >= span.end)
    }
}

impl Rule for Forbid {
    fn describe(&self) -> String {
        let all: Vec<String> = self
            .any
            .iter()
            .map(|p| format!("`{}`", p.written))
            .collect();
        match &self.times {
            None => format!("none of {}", all.join(", ")),
            Some(r) => {
                let each = r
                    .per
                    .map_or(String::new(), |u| format!(" per {}", u.word()));
                format!("{} of {}{each}", r.limit(), all.join(", "))
            }
        }
    }

    fn instruct(&self, tongue: Tongue) -> Vec<Instruction> {
        if let Some(r) = &self.times {
            return vec![self.ration(r, tongue)];
        }
        let (patterns, texts): (Vec<&Pattern>, Vec<&Pattern>) =
            self.any.iter().partition(|p| p.literal.is_none());
        let ask = |key, all: Vec<&Pattern>| {
            let all: Vec<String> = all.iter().map(|p| p.written.clone()).collect();
            let some = !all.is_empty();
            let slots = Slots::new().with("texts", Slot::Texts(all));
            some.then(|| Instruction::new(Scope::Everywhere, tongue, DEF.id, key, &slots))
        };
        let all: Vec<Instruction> = [ask("texts", texts), ask("patterns", patterns)]
            .into_iter()
            .flatten()
            .collect();
        vec![Instruction::joined(&all)]
    }

    fn validate(&self, article: Article<'_>, out: &mut Outcome) {
        let draft = article.draft;
        let mut hits = occurrences(draft, &self.any);
        if hits.is_empty() {
            return;
        }
        let excused = self.excused(article);
        hits.retain(|h| !excused.cover(h.span));
        if let Some(r) = &self.times {
            self.surplus(draft, &mut hits, r);
        }
        for hit in hits.iter().take(MOST) {
            let fault = match (&hit.pattern.literal, &self.times) {
                (_, Some(r)) => match r.per {
                    Some(unit) => Fault::new("surplus-each")
                        .key("unit", unit.word())
                        .with("wanted", r.slot()),
                    None => Fault::new("surplus").with("wanted", r.slot()),
                },
                (Some(_), None) => Fault::new("text"),
                (None, None) => Fault::new("pattern").text("pattern", hit.pattern.written.clone()),
            };
            let fault = fault.text("text", hit.text.clone());
            let found = out.fail(hit.span, Part::at(draft, hit.span.start), fault);
            found.excerpt = Some(hit.text.clone());
            found.demanded = hit.pattern.loc;
        }
        if let Some(next) = hits.get(MOST) {
            let more = Slot::Number((hits.len() - MOST) as f64);
            let fault = match &self.times {
                Some(r) => Fault::new("more-surplus").with("wanted", r.slot()),
                None => Fault::new("more"),
            };
            let fault = fault.with("n", more).text("text", next.text.clone());
            out.fail(next.span, Part::at(draft, next.span.start), fault)
                .excerpt = Some(next.text.clone());
        }
    }

    fn facts(&self, facts: &mut Facts) {
        // What may stand now and then contradicts no text that is asked for.
        if self.times.is_some() {
            return;
        }
        facts.forbidden.extend(wordings(&self.any, DEF.id));
        facts.excepted.extend(wordings(&self.except, DEF.id));
    }

    fn demands(&self, demands: &mut Demands) {
        demands.all("forbidden texts", written(&self.any));
        demands.may("exceptions", written(&self.except));
        demands.may("places", self.in_quotes.then_some("quotations"));
        let each = |u: Unit| format!("times per {}", u.word());
        match &self.times {
            // What may not stand at all may not stand in any of its parts.
            None => {
                demands.within("times", None, Some(0.0));
                for unit in Unit::ALL {
                    demands.within(each(unit), None, Some(0.0));
                }
            }
            Some(r) => demands.range(r.per.map_or("times".to_owned(), each), Some(r)),
        }
    }

    fn mutants(&self, article: Article<'_>) -> Vec<Mutant> {
        let draft = article.draft;
        let Some(range) = &self.times else {
            return planted(article, &self.any, |hit| self.counts(hit));
        };
        let max = range.max.and_then(|m| usize::try_from(m).ok());
        let Some(max) = max.filter(|m| *m < 1000) else {
            return Vec::new();
        };
        // Those of one kind in one sentence are in one paragraph and in one section too.
        let sample = self.any.iter().find_map(sample_of);
        sample.map_or_else(Vec::new, |sample| {
            let all = vec![sample.as_str(); max + 1].join(", ");
            let what = format!(
                "put `{sample}` into a sentence {}",
                counted(max + 1, "times")
            );
            vec![Mutant {
                what,
                draft: surgery::with_sentence(draft, &sentence(draft, &all)),
            }]
        })
    }

    fn untried(&self, article: Article<'_>) -> Vec<String> {
        if self.times.is_some() {
            return Vec::new(); // one text stands for all
        }
        let breaks = |p: &&Pattern| {
            let one = std::slice::from_ref(*p);
            planted(article, one, |hit| self.counts(hit)).is_empty()
        };
        let untried = self.any.iter().filter(breaks);
        untried.map(|p| format!("`{}`", p.written)).collect()
    }
}

impl Forbid {
    /// Whether what was found is no exception.
    fn counts(&self, hit: &Hit<'_>) -> bool {
        !self.except.iter().any(|p| p.is_in(&hit.text))
    }
}

/// Patterns as facts for the compiler. Those that wait for an input are left out.
pub(super) fn wordings(patterns: &[Pattern], rule: &'static str) -> Vec<Wording> {
    patterns
        .iter()
        .filter(|p| p.literal.as_ref().is_none_or(|l| !l.contains("{{")))
        .map(|p| Wording {
            place: Place::Anywhere,
            text: p.literal.clone().unwrap_or_else(|| p.written.clone()),
            pattern: Some(p.regex.clone()),
            rule,
            loc: p.loc,
        })
        .collect()
}

/// A text that a pattern finds: the literal, or one that is made from the pattern.
fn sample_of(pattern: &Pattern) -> Option<String> {
    let text = match &pattern.literal {
        Some(text) => Some(text.clone()),
        None => surgery::sample(&pattern.written),
    }?;
    pattern.is_in(&text).then_some(text)
}

/// A sentence around a text, so that nothing but the text is amiss.
fn sentence(draft: &Draft, text: &str) -> String {
    format!("{text} {}.", surgery::adverbs(draft.lang(), 1))
}

/// Drafts with a text planted that one of `patterns` finds, in a sentence and as a paragraph of its own, wherever it is found there and `counts`.
pub(super) fn planted(
    article: Article<'_>,
    patterns: &[Pattern],
    counts: impl Fn(&Hit<'_>) -> bool,
) -> Vec<Mutant> {
    let draft = article.draft;
    let mut mutants = Vec::new();
    for pattern in patterns {
        let Some(text) = sample_of(pattern) else {
            continue;
        };
        let shown = text.trim();
        for (what, broken) in [
            (
                format!("put `{shown}` into a paragraph"),
                surgery::with_sentence(draft, &sentence(draft, &text)),
            ),
            (
                format!("put `{shown}` between two paragraphs"),
                surgery::between_paragraphs(draft, &text),
            ),
        ] {
            let one = std::slice::from_ref(pattern);
            let before = occurrences(draft, one).len();
            let parsed = Draft::parse(&broken, draft.lang());
            let hits = occurrences(&parsed, one);
            // Not every pattern is found in the middle of a line, and some count only where the draft has them already.
            let new = hits
                .iter()
                .any(|h| h.text.trim().len() <= text.len() + 1 && counts(h));
            if hits.len() > before && new {
                mutants.push(Mutant {
                    what,
                    draft: broken,
                });
                break;
            }
        }
    }
    mutants
}
