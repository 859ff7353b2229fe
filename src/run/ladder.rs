//! The repair ladder, cheapest first: deterministic fixes; asking again for the failing part only; one more paragraph for a
//! body that is too short; rewriting whole; holding the best draft.

use std::collections::BTreeMap;

use crate::check::{Plan, RuleResult};
use crate::diag::Severity;
use crate::draft::compare::fold;
use crate::draft::{Counted, Draft};
use crate::emit::prompt::{Composer, Prompt, Shortfall};
use crate::emit::{Shape, Slot, Words, passages};
use crate::model::{Completion, ModelError};
use crate::rules::facts::Quantum;
use crate::rules::{Article, Finding, Part, Verdict};
use crate::run::answer;
use crate::run::assembly::{Assembly, Printed};
use crate::run::{Event, RunError, Runner};

/// A draft with everything that is known of it.
pub(super) struct State {
    pub(super) assembly: Assembly,
    pub(super) printed: Printed,
    pub(super) results: Vec<RuleResult>,
    /// Findings of severity `error`, and rules of that severity that could not be decided.
    pub(super) errors: usize,
    pub(super) score: Score,
}

/// Where the ladder ended.
pub(super) struct Climbed {
    pub(super) state: State,
    pub(super) held: Option<String>,
}

/// How far a draft is from holding; smaller is better. The parts are compared in order.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Score {
    errors: f64,
    warnings: usize,
}

impl Score {
    /// The same with so many quotations lost on top.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn with_lost(self, quotations: usize) -> Self {
        Self {
            errors: self.errors + quotations as f64,
            ..self
        }
    }

    /// Whether no rule complains and the length is about right: not worth another sample.
    #[must_use]
    pub fn is_perfect(self) -> bool {
        self.errors < 0.4 && self.warnings == 0
    }
}

/// The score of one part, looked at alone: only findings that concern it count.
#[allow(clippy::cast_precision_loss)]
pub(super) fn score_of_slot(
    plan: &Plan,
    source: &Draft,
    assembly: &Assembly,
    slot: &Slot,
    wanted: Option<Words>,
) -> Score {
    let printed = assembly.print();
    let draft = Draft::parse(&printed.text, plan.lang());
    let results = plan.validate(Article {
        draft: &draft,
        source: Some(source),
    });
    let own: Vec<&Finding> = results
        .iter()
        .flat_map(|r| &r.findings)
        .filter(|f| match (slot, &f.part) {
            (Slot::Title, Part::Title) => true,
            (Slot::Meta(a), Part::Meta(b)) => a == b,
            (Slot::Heading(_), _) => {
                !f.span.is_empty() && matches!(printed.slot_at(f.span), Some(Slot::Heading(_)))
            }
            // What is missing is not this piece's fault alone; what stands in it is.
            (Slot::Piece(..), _) => !f.span.is_empty() && printed.slot_at(f.span) == Some(slot),
            _ => false,
        })
        .collect();
    let words =
        Draft::parse(&assembly.get(slot).unwrap_or_default(), plan.lang()).count(Counted::Body);
    let off = wanted.map_or(0.0, |w| {
        let (words, target) = (words as f64, w.target.max(1) as f64);
        let (min, max) = (w.min as f64, w.max.map_or(f64::MAX, |m| m as f64));
        ((min - words).max(words - max) / target).clamp(0.0, 1.0)
    });
    // A heading that is a sentence breaks no rule and is still a bad heading.
    let long = matches!(slot, Slot::Heading(_)) && words_of(plan, assembly, slot) > HEADING_WORDS;
    // Words that the source has not are no fault by themselves; of two samples the one nearer to the source is the safer.
    let strange = match slot {
        Slot::Piece(..) => strangeness(plan, source, assembly, slot),
        _ => 0.0,
    };
    // An empty line has nothing wrong with it and is still the worst answer.
    let empty = assembly.get(slot).is_none_or(|t| t.trim().is_empty());
    let count = |s: Severity| own.iter().filter(|f| f.severity == s).count();
    Score {
        errors: count(Severity::Error) as f64
            + off
            + strange
            + f64::from(u8::from(long))
            + if empty { 100.0 } else { 0.0 },
        warnings: count(Severity::Warn),
    }
}

/// Words of a heading beyond which it is a sentence.
const HEADING_WORDS: usize = 10;

fn words_of(plan: &Plan, assembly: &Assembly, slot: &Slot) -> usize {
    Draft::parse(&assembly.get(slot).unwrap_or_default(), plan.lang()).count(Counted::Body)
}

/// The share of a piece's content words that stand nowhere in the source, 0 to 1.
#[allow(clippy::cast_precision_loss)]
fn strangeness(plan: &Plan, source: &Draft, assembly: &Assembly, slot: &Slot) -> f64 {
    let function = plan.lang().pack().function_words;
    let content = |draft: &Draft| -> Vec<String> {
        draft
            .words(Counted::All)
            .map(|(b, w)| fold(b.word(w)))
            .filter(|w| !function.contains(&w.as_str()))
            .collect()
    };
    let known: std::collections::BTreeSet<String> = content(source).into_iter().collect();
    let piece = Draft::parse(&assembly.get(slot).unwrap_or_default(), plan.lang());
    let words = content(&piece);
    if words.is_empty() {
        return 0.0;
    }
    words.iter().filter(|w| !known.contains(*w)).count() as f64 / words.len() as f64
}

/// Climbs until every rule holds or nothing is left to try.
pub(super) fn climb(runner: &mut Runner<'_>, assembly: Assembly) -> Climbed {
    let mut state = settle(runner, assembly);
    let mut asked: BTreeMap<Slot, u32> = BTreeMap::new();
    let mut expansions = 0;
    let mut rewritten = false;
    loop {
        runner.events.on(&Event::Validated {
            errors: state.errors,
            words: body_words(runner, &state.printed.text),
        });
        if state.errors == 0 {
            let held = unproven(runner, &state);
            return Climbed { state, held };
        }
        if let Err(why) = runner.may_ask() {
            return Climbed {
                state,
                held: Some(why),
            };
        }
        let step = match next_target(runner, &state, &asked) {
            Some(target) => {
                *asked.entry(target.slot.clone()).or_default() += 1;
                re_ask(runner, &state, &target, asked[&target.slot])
            }
            None if expansions < runner.parts.profile.expansions && is_short(runner, &state) => {
                expansions += 1;
                expand(runner, &state, expansions)
            }
            None if !rewritten && !runner.parts.profile.narrow => {
                rewritten = true;
                rewrite(runner, &state)
            }
            None => {
                return Climbed {
                    state,
                    held: Some("every repair was tried".to_owned()),
                };
            }
        };
        match step {
            Ok(Some(candidate)) => {
                let next = settle(runner, candidate);
                if next.score < state.score {
                    state = next;
                } else {
                    runner
                        .log
                        .push("that repair was no better, and was undone".to_owned());
                }
            }
            Ok(None) => {}
            Err(e) => {
                return Climbed {
                    state,
                    held: Some(format!("the model stopped answering: {e}")),
                };
            }
        }
    }
}

/// Why a draft in which every rule holds is held all the same: a small model wrote sentences that no rule can tie to the
/// source. A capable writer explains in such sentences; a small model invents in them, and a green report would vouch for it.
fn unproven(runner: &Runner<'_>, state: &State) -> Option<String> {
    if !runner.parts.profile.narrow {
        return None;
    }
    let draft = Draft::parse(&state.printed.text, runner.plan.lang());
    let count = crate::draft::support::unsupported(&draft, runner.source).len();
    (count > 0).then(|| {
        format!(
            "a small model wrote {count} {} that no rule can tie to the source: read {} before use",
            if count == 1 { "sentence" } else { "sentences" },
            if count == 1 { "it" } else { "them" }
        )
    })
}

/// Applies deterministic fixes until they are done, and validates.
fn settle(runner: &mut Runner<'_>, mut assembly: Assembly) -> State {
    // Each round may uncover another fix (a chat opening above a label); real drafts need one or two.
    for _ in 0..4 {
        let printed = assembly.print();
        let draft = Draft::parse(&printed.text, runner.plan.lang());
        let edits = runner.plan.fixes(runner.article(&draft));
        if edits.is_empty() {
            break;
        }
        let mut text = printed.text.clone();
        for edit in edits.iter().rev() {
            if text.is_char_boundary(edit.span.start) && text.is_char_boundary(edit.span.end) {
                text.replace_range(edit.span.range(), &edit.replacement);
            }
        }
        runner.log.extend(edits.iter().map(|e| e.note.clone()));
        let next = Assembly::of_article(&text, runner.plan.lang());
        // A fix edits text; it must not change the outline, or parts could not be found again.
        let merged = same_outline(&assembly, &next, &printed, &edits);
        if merged == assembly {
            break;
        }
        assembly = merged;
    }
    evaluate(runner, assembly)
}

/// Carries edits into the parts that they touch; parts that no edit touches keep their bytes.
fn same_outline(
    before: &Assembly,
    whole: &Assembly,
    printed: &Printed,
    edits: &[crate::rules::TextEdit],
) -> Assembly {
    let mut out = before.clone();
    out.title.clone_from(&whole.title);
    out.meta.clone_from(&whole.meta);
    for (slot, place) in &printed.places {
        let mut text = place.slice(&printed.text).to_owned();
        let mut touched = false;
        for edit in edits.iter().rev().filter(|e| place.contains(e.span)) {
            let (a, b) = (edit.span.start - place.start, edit.span.end - place.start);
            if text.is_char_boundary(a) && text.is_char_boundary(b) {
                text.replace_range(a..b, &edit.replacement);
                touched = true;
            }
        }
        if touched {
            let text = match slot {
                Slot::Heading(_) => text.trim_start_matches('#').trim().to_owned(),
                _ => text.trim().to_owned(),
            };
            out.set(slot, text);
        }
    }
    out
}

#[allow(clippy::cast_precision_loss)]
fn evaluate(runner: &Runner<'_>, assembly: Assembly) -> State {
    let printed = assembly.print();
    let draft = Draft::parse(&printed.text, runner.plan.lang());
    let results = runner.plan.validate(runner.article(&draft));
    let errors = error_count(&results);
    let warnings = results
        .iter()
        .flat_map(|r| &r.findings)
        .filter(|f| f.severity == Severity::Warn)
        .count();
    let (min, _) = runner.plan.facts.bounds(&Quantum::BodyWords);
    // A body that comes nearer to its minimum is better, though the rule still fails.
    let short = min.map_or(0.0, |min| {
        let words = draft.count(Counted::Body) as f64;
        ((min - words) / min).clamp(0.0, 1.0)
    });
    State {
        score: Score {
            errors: errors as f64 + short,
            warnings,
        },
        assembly,
        printed,
        results,
        errors,
    }
}

/// Findings of severity `error`, and rules of that severity that could not be decided.
#[must_use]
pub fn error_count(results: &[RuleResult]) -> usize {
    results
        .iter()
        .map(|r| {
            let undecided =
                r.severity == Severity::Error && matches!(r.verdict, Verdict::Undetermined { .. });
            r.findings
                .iter()
                .filter(|f| f.severity == Severity::Error)
                .count()
                + usize::from(undecided)
        })
        .sum()
}

/// A part to be asked for again, and why.
struct Target {
    slot: Slot,
    step: usize,
    findings: Vec<(usize, Finding)>,
}

/// The first part, in the order of the article, that fails and may be asked for again.
fn next_target(runner: &Runner<'_>, state: &State, asked: &BTreeMap<Slot, u32>) -> Option<Target> {
    let mut by_slot: BTreeMap<Slot, Vec<(usize, Finding)>> = BTreeMap::new();
    for (rule, result) in state.results.iter().enumerate() {
        for finding in &result.findings {
            if finding.severity != Severity::Error {
                continue;
            }
            if let Some(slot) = slot_of(runner, state, finding) {
                by_slot
                    .entry(slot)
                    .or_default()
                    .push((rule, finding.clone()));
            }
        }
    }
    by_slot
        .into_iter()
        .filter(|(slot, _)| {
            asked.get(slot).copied().unwrap_or(0) < runner.parts.profile.repairs_per_part
        })
        .find_map(|(slot, findings)| {
            let step = step_of(runner, &slot)?;
            Some(Target {
                slot,
                step,
                findings,
            })
        })
}

/// Which part a finding is mended in; `None` when only the whole can mend it.
fn slot_of(runner: &Runner<'_>, state: &State, finding: &Finding) -> Option<Slot> {
    match &finding.part {
        Part::Title => Some(Slot::Title),
        Part::Meta(key) => Some(Slot::Meta(key.clone())),
        Part::Section(_) | Part::Body => {
            // A thing lost from the source is mended by the step that answers for that passage.
            if let Some(span) = finding.source_span
                && finding.span.is_empty()
                && let Some(slot) = answerable(runner, span)
            {
                return Some(slot);
            }
            if finding.part == Part::Body {
                return None;
            }
            let slot = state.printed.slot_at(finding.span)?.clone();
            // A heading is asked for on its own only where the chain has a step for it.
            match slot {
                Slot::Heading(s) if step_of(runner, &slot).is_none() => Some(Slot::Piece(s, 0)),
                other => Some(other),
            }
        }
        Part::Whole => None,
    }
}

fn answerable(runner: &Runner<'_>, span: crate::span::Span) -> Option<Slot> {
    let block = runner.source.block_at(span.start)?;
    runner
        .parts
        .steps
        .iter()
        .enumerate()
        .find(|(i, _)| runner.composer.share(*i).contains(&block))
        .map(|(_, s)| s.slot.clone())
}

fn step_of(runner: &Runner<'_>, slot: &Slot) -> Option<usize> {
    let exact = runner.parts.steps.iter().position(|s| s.slot == *slot);
    exact.or_else(|| match slot {
        // A paragraph that an expansion added belongs to the last step of its section.
        Slot::Piece(section, _) => runner
            .parts
            .steps
            .iter()
            .rposition(|s| matches!(s.slot, Slot::Piece(i, _) if i == *section)),
        _ => None,
    })
}

fn re_ask(
    runner: &mut Runner<'_>,
    state: &State,
    target: &Target,
    turn: u32,
) -> Result<Option<Assembly>, RunError> {
    let tongue = runner.plan.recipe.tongue;
    let mut faults: Vec<String> = Vec::new();
    for (rule, finding) in &target.findings {
        let told = runner.plan.rules[*rule].rule.repair(finding, tongue);
        if !faults.contains(&told) {
            faults.push(told);
        }
    }
    let name = runner.parts.steps[target.step].name.clone();
    let what = format!(
        "asking again for `{name}`: {}",
        target
            .findings
            .iter()
            .map(|(_, f)| f.message.as_str())
            .collect::<Vec<_>>()
            .join("; ")
    );
    runner.events.on(&Event::Repair { what: &what });
    runner.log.push(what);
    let current = with_heading(runner, state, target);
    let prompt = runner
        .composer
        .repair(target.step, &current, &faults, turn)?;
    let completion = best_answer(runner, &prompt, target)?;
    let list = match target.slot {
        Slot::Piece(s, _) => runner
            .parts
            .budgets
            .sections
            .get(s)
            .is_some_and(|b| b.items.is_some()),
        _ => false,
    };
    let ready = answer::ready(
        &completion.text,
        &target.slot,
        list,
        runner.cut(&completion),
    );
    if ready.text.trim().is_empty() {
        return Ok(None);
    }
    let (text, lost) = crate::emit::protect::restore(&ready.text, &prompt.protected);
    let kept: Vec<&str> = lost
        .iter()
        .filter(|p| !text.contains(&p.text))
        .map(|p| p.context.as_str())
        .collect();
    let mut assembly = state.assembly.clone();
    let text = if kept.is_empty() {
        text
    } else {
        format!("{}\n\n{}", text.trim_end(), kept.join("\n\n"))
    };
    if let (Slot::Piece(s, 0), Some(heading)) = (&target.slot, ready.heading)
        && assembly
            .sections
            .get(*s)
            .is_some_and(|x| x.heading.is_some())
        && runner
            .parts
            .budgets
            .sections
            .get(*s)
            .is_some_and(|b| b.heading == crate::rules::facts::Heading::Free)
    {
        assembly.set(&Slot::Heading(*s), heading);
    }
    assembly.set(&target.slot, text);
    Ok(Some(assembly))
}

/// The answer to a repair. For a line, a model that is sampled is sampled here too, and the validators choose.
fn best_answer(
    runner: &Runner<'_>,
    prompt: &Prompt,
    target: &Target,
) -> Result<Completion, RunError> {
    let samples = match target.slot {
        Slot::Title | Slot::Heading(_) | Slot::Meta(_) => runner.parts.profile.title_samples,
        _ => 1,
    };
    let mut best: Option<(Score, Completion)> = None;
    for sample in 0..samples.max(1) {
        if sample > 0 && runner.may_ask().is_err() {
            break;
        }
        let completion = runner.ask_again(prompt, sample)?;
        let ready = answer::ready(&completion.text, &target.slot, false, None);
        let mut alone = Assembly::empty(&runner.parts.budgets);
        alone.set(&target.slot, ready.text);
        let score = score_of_slot(runner.plan, runner.source, &alone, &target.slot, None);
        let perfect = score.is_perfect();
        if best.as_ref().is_none_or(|(b, _)| score < *b) {
            best = Some((score, completion));
        }
        if perfect {
            break;
        }
    }
    best.map(|(_, c)| c).ok_or_else(|| {
        RunError::Model(ModelError::Empty {
            model: runner.model.id(),
            finish: "stop".to_owned(),
        })
    })
}

/// The part as the model is shown it: with its heading where the step writes one, and with placeholders for quotations.
fn with_heading(runner: &Runner<'_>, state: &State, target: &Target) -> String {
    let text = state.assembly.get(&target.slot).unwrap_or_default();
    match target.slot {
        Slot::Piece(s, 0) if !runner.parts.profile.narrow => {
            match state.assembly.get(&Slot::Heading(s)) {
                Some(h)
                    if runner
                        .parts
                        .budgets
                        .sections
                        .get(s)
                        .is_some_and(|b| b.heading == crate::rules::facts::Heading::Free) =>
                {
                    format!("## {h}\n\n{text}")
                }
                _ => text,
            }
        }
        _ => text,
    }
}

fn body_words(runner: &Runner<'_>, text: &str) -> usize {
    Draft::parse(text, runner.plan.lang()).count(Counted::Body)
}

/// Whether the body is below its minimum.
#[allow(clippy::cast_precision_loss)]
fn is_short(runner: &Runner<'_>, state: &State) -> bool {
    let (min, _) = runner.plan.facts.bounds(&Quantum::BodyWords);
    min.is_some_and(|m| (body_words(runner, &state.printed.text) as f64) < m)
}

/// One more paragraph for the section that is furthest below its budget.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn expand(runner: &mut Runner<'_>, state: &State, turn: u32) -> Result<Option<Assembly>, RunError> {
    let draft = Draft::parse(&state.printed.text, runner.plan.lang());
    let words = draft.count(Counted::Body) as u64;
    let (min, _) = runner.plan.facts.bounds(&Quantum::BodyWords);
    let wanted = min.map_or(0, |m| m as u64);
    let counts = section_counts(runner, state);
    let Some((section, _)) = runner
        .parts
        .budgets
        .sections
        .iter()
        .enumerate()
        .filter(|(_, b)| b.bears_facts())
        .map(|(i, b)| {
            let have = counts.get(i).copied().unwrap_or(0);
            (i, have as i64 - b.target as i64)
        })
        .min_by_key(|(i, d)| (*d, *i))
    else {
        return Ok(None);
    };
    let slot = Slot::Piece(section, 0);
    let Some(step) = step_of(runner, &slot) else {
        return Ok(None);
    };
    let name = runner.parts.budgets.sections[section].section.clone();
    let missing = wanted.saturating_sub(words);
    let ask = (missing * 12 / 10).clamp(60, u64::from(runner.parts.profile.words_per_answer));
    let what = format!("lengthening `{name}` by about {ask} words: {words} of {wanted} words");
    runner.events.on(&Event::Repair { what: &what });
    runner.log.push(what);
    let current = state.assembly.sections[section].pieces.join("\n\n");
    let unused = unused_sentences(runner, &draft);
    let prompt = runner.composer.expand(
        step,
        Shortfall {
            measured: words,
            wanted,
            words: ask,
            current: &current,
            unused: &unused,
        },
        turn,
    )?;
    let completion = runner.ask_again(&prompt, 0)?;
    let ready = answer::ready(&completion.text, &slot, false, runner.cut(&completion));
    if ready.text.trim().is_empty() {
        return Ok(None);
    }
    let mut assembly = state.assembly.clone();
    let next = assembly.sections[section].pieces.len();
    assembly.set(&Slot::Piece(section, next), ready.text);
    Ok(Some(assembly))
}

fn section_counts(runner: &Runner<'_>, state: &State) -> Vec<u64> {
    state
        .assembly
        .sections
        .iter()
        .map(|s| body_words(runner, &s.pieces.join("\n\n")) as u64)
        .collect()
}

/// Source sentences fewer than half of whose content words stand in the draft, the least used first.
fn unused_sentences(runner: &Runner<'_>, draft: &Draft) -> Vec<String> {
    let known: std::collections::BTreeSet<String> = draft
        .blocks()
        .iter()
        .flat_map(|b| b.words.iter().map(|w| b.word(w).to_lowercase()))
        .collect();
    let function = runner.plan.lang().pack().function_words;
    let mut scored: Vec<(usize, String)> = Vec::new();
    for index in passages::bearing_blocks(runner.source) {
        let block = &runner.source.blocks()[index];
        for sentence in &block.sentences {
            let words: Vec<String> = block.words[sentence.words.clone()]
                .iter()
                .map(|w| block.word(w).to_lowercase())
                .filter(|w| !function.contains(&w.as_str()))
                .collect();
            if words.is_empty() {
                continue;
            }
            let used = words.iter().filter(|w| known.contains(*w)).count() * 100 / words.len();
            if used < 50 {
                scored.push((used, block.sentence(sentence).trim().to_owned()));
            }
        }
    }
    scored.sort();
    scored.into_iter().take(5).map(|(_, s)| s).collect()
}

/// The whole article again, in one answer, with everything that is wrong with it.
fn rewrite(runner: &mut Runner<'_>, state: &State) -> Result<Option<Assembly>, RunError> {
    let whole = crate::emit::emit(runner.plan, runner.parts.profile, Some(Shape::Direct), None);
    let composer = Composer::new(runner.plan, &whole, runner.source)?;
    let tongue = runner.plan.recipe.tongue;
    let faults: Vec<String> = state
        .results
        .iter()
        .zip(&runner.plan.rules)
        .flat_map(|(r, bound)| r.findings.iter().map(move |f| (f, bound)))
        .filter(|(f, _)| f.severity == Severity::Error)
        .map(|(f, bound)| bound.rule.repair(f, tongue))
        .collect();
    if faults.is_empty() {
        return Ok(None);
    }
    let what = format!("rewriting the whole article: {} faults stand", faults.len());
    runner.events.on(&Event::Repair { what: &what });
    runner.log.push(what);
    let prompt = composer.repair(0, &state.printed.text, &faults, 1)?;
    let completion = runner.ask_again(&prompt, 0)?;
    let ready = answer::ready(&completion.text, &Slot::Article, false, None);
    let (text, _) = crate::emit::protect::restore(&ready.text, &prompt.protected);
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(Assembly::of_article(&text, runner.plan.lang())))
}
