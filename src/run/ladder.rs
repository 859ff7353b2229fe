//! The repair ladder, cheapest first: deterministic fixes; asking again for the failing part only; one more paragraph for a
//! body that is too short; rewriting whole; holding the best draft.

use std::collections::BTreeMap;

use crate::check::RuleResult;
use crate::diag::Severity;
use crate::diag::counts::counted;
use crate::draft::{Counted, Draft};
use crate::emit::prompt::{Composer, Prompt, Shortfall};
use crate::emit::{Shape, Slot, Step, passages};
use crate::rules::facts::Quantum;
use crate::rules::{Finding, Part, Verdict};
use crate::run::answer;
use crate::run::assembly::{Assembly, Printed};
use crate::run::fill::Answered;
use crate::run::score::{self, Score};
use crate::run::stop::{self, Stops};
use crate::run::{Event, Halt, Runner};

/// A draft to be validated, and which of its answers are not whole.
#[derive(Clone)]
struct Candidate {
    assembly: Assembly,
    stops: Stops,
}

/// A draft with everything that is known of it.
pub(super) struct State {
    assembly: Assembly,
    stops: Stops,
    pub(super) printed: Printed,
    pub(super) results: Vec<RuleResult>,
    /// Findings of severity `error`, and rules of that severity that could not be decided.
    pub(super) errors: usize,
    score: Score,
}

/// Where the ladder ended.
pub(super) struct Climbed {
    pub(super) state: State,
    pub(super) held: Option<String>,
}

/// Climbs until every rule holds or nothing is left to try. A first pass that is `held` already is only looked at.
pub(super) fn climb(
    runner: &mut Runner<'_>,
    assembly: Assembly,
    stops: Stops,
    held: Option<String>,
) -> Climbed {
    let mut state = settle(runner, Candidate { assembly, stops });
    let mut asked: BTreeMap<Slot, u32> = BTreeMap::new();
    let mut expansions = 0;
    let mut rewritten = false;
    loop {
        runner.events.on(&Event::Validated {
            errors: state.errors,
            words: body_words(runner, &state.printed.text),
        });
        let stopped = stop::told(&state.stops);
        if let Some(why) = &held {
            return Climbed {
                held: Some(why.clone()),
                state,
            };
        }
        if state.errors == 0 {
            let held = stopped.or_else(|| unproven(runner, &state));
            return Climbed { state, held };
        }
        // Whatever ends the ladder, what is not whole is said too.
        let ended = |why: String| match stopped.clone() {
            Some(stopped) => format!("{why}; {stopped}"),
            None => why,
        };
        // Of sentences that code put together nothing is asked again.
        let asks = !runner.parts.profile.by_sentence;
        if let (true, Err(why)) = (asks, runner.may_ask()) {
            return Climbed {
                state,
                held: Some(ended(why)),
            };
        }
        let step = match next_target(runner, &state, &asked) {
            Some(target) => {
                let turn = asked.entry(target.slot.clone()).or_default();
                *turn += 1;
                let turn = *turn;
                re_ask(runner, &state, &target, turn)
            }
            None if !runner.parts.profile.by_sentence
                && expansions < runner.parts.profile.expansions
                && is_short(runner, &state) =>
            {
                expansions += 1;
                expand(runner, &state, expansions)
            }
            None if !rewritten && !runner.parts.profile.narrow => {
                rewritten = true;
                rewrite(runner, &state)
            }
            None => {
                let held = Some(ended(exhausted(runner, &state)));
                return Climbed { state, held };
            }
        };
        let why = match step {
            Ok(Some(candidate)) => {
                let next = settle(runner, candidate);
                if next.score < state.score {
                    state = next;
                } else {
                    runner
                        .log
                        .push("that repair was no better, and was undone".to_owned());
                }
                continue;
            }
            Ok(None) => continue,
            Err(Halt::Limit(why)) => why,
            Err(Halt::Stopped(stop)) => stop.told(),
            Err(Halt::Fault(e)) => format!("the model stopped answering: {e}"),
        };
        return Climbed {
            state,
            held: Some(ended(why)),
        };
    }
}

/// Why nothing more can be tried. Of an article that was made of the source's own sentences: what the source does not carry.
fn exhausted(runner: &Runner<'_>, state: &State) -> String {
    if !runner.parts.profile.by_sentence {
        return "every repair was tried".to_owned();
    }
    let mut why: Vec<String> = runner.tally.limit().into_iter().collect();
    if is_short(runner, state) {
        let words = runner.composer.carries();
        let wanted = runner
            .plan
            .facts
            .bounds(&Quantum::BodyWords)
            .0
            .unwrap_or(0.0);
        why.push(format!("the source carries about {words} words, {wanted} are wanted, and a small model would invent the rest"));
    }
    why.extend(runner.tally.told());
    if why.is_empty() {
        why.push("a small model is not asked to mend what is left".to_owned());
    }
    why.join("; ")
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
            "a small model wrote {} that no rule can tie to the source: read {} before use",
            counted(count, "sentences"),
            if count == 1 { "it" } else { "them" }
        )
    })
}

/// Applies deterministic fixes until they are done, and validates.
fn settle(runner: &mut Runner<'_>, candidate: Candidate) -> State {
    let Candidate {
        mut assembly,
        stops,
    } = candidate;
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
    evaluate(runner, assembly, stops)
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
fn evaluate(runner: &Runner<'_>, assembly: Assembly, stops: Stops) -> State {
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
        }
        .with_stops(stops.len()),
        assembly,
        stops,
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
struct Target<'a> {
    slot: Slot,
    index: usize,
    step: &'a Step,
    findings: Vec<(usize, Finding)>,
}

/// The first part, in the order of the article, that fails and may be asked for again.
fn next_target<'a>(
    runner: &Runner<'a>,
    state: &State,
    asked: &BTreeMap<Slot, u32>,
) -> Option<Target<'a>> {
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
            // What was written from the source's own sentences, or chosen by code, no weak model writes better.
            !runner.parts.profile.by_sentence
                || step_of(runner, slot)
                    .and_then(|i| runner.parts.steps.get(i))
                    .is_some_and(|s| s.custom.is_some())
        })
        .filter(|(slot, _)| {
            asked.get(slot).copied().unwrap_or(0) < runner.parts.profile.repairs_per_part
        })
        .find_map(|(slot, findings)| {
            let index = step_of(runner, &slot)?;
            Some(Target {
                slot,
                index,
                step: runner.parts.steps.get(index)?,
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
    target: &Target<'_>,
    turn: u32,
) -> Result<Option<Candidate>, Halt> {
    let tongue = runner.plan.recipe.tongue;
    let mut faults: Vec<String> = Vec::new();
    for (rule, finding) in &target.findings {
        let Some(bound) = runner.plan.rules.get(*rule) else {
            continue;
        };
        let told = bound.rule.repair(finding, tongue);
        if !faults.contains(&told) {
            faults.push(told);
        }
    }
    let what = format!(
        "asking again for `{}`: {}",
        target.step.name,
        target
            .findings
            .iter()
            .map(|(_, f)| f.message())
            .collect::<Vec<_>>()
            .join("; ")
    );
    runner.events.on(&Event::Repair { what: &what });
    runner.log.push(what);
    let current = with_heading(runner, state, target);
    let prompt = runner
        .composer
        .repair(target.index, &current, &faults, turn)?;
    let answered = unrefused(best_answer(runner, &prompt, target)?)?;
    let ready = answer::ready(
        &answered.text,
        &target.slot,
        runner.form(&target.slot),
        runner.plan.lang(),
        answered.is_cut(),
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
    let mut next = Candidate {
        assembly: state.assembly.clone(),
        stops: state.stops.clone(),
    };
    let text = if kept.is_empty() {
        text
    } else {
        format!("{}\n\n{}", text.trim_end(), kept.join("\n\n"))
    };
    if let Slot::Piece(s, p) = target.slot {
        // An article that came in one answer may have fewer sections than the plan.
        let left_out = next.assembly.sections.len() <= s;
        next.assembly.make_room(s, &runner.parts.budgets);
        let has_heading = next
            .assembly
            .sections
            .get(s)
            .is_some_and(|x| x.heading.is_some());
        if let (0, Some(heading)) = (p, ready.heading)
            && (has_heading || left_out)
            && is_free(runner, s)
        {
            next.assembly.set(&Slot::Heading(s), heading);
        }
    }
    next.assembly.set(&target.slot, text);
    next.stops.remove(&target.slot);
    if let Some(stop) = answered.stop {
        next.stops.insert(target.slot.clone(), stop);
    }
    Ok(Some(next))
}

/// A refusal is no text to go on with.
fn unrefused(answered: Answered) -> Result<Answered, Halt> {
    match answered.stop {
        Some(stop) if stop.is_refused() => Err(Halt::Stopped(stop)),
        stop => Ok(Answered { stop, ..answered }),
    }
}

/// Whether the model writes the heading of a section.
fn is_free(runner: &Runner<'_>, section: usize) -> bool {
    runner
        .parts
        .budgets
        .sections
        .get(section)
        .is_some_and(|b| b.heading == crate::rules::facts::Heading::Free)
}

/// The answer to a repair. For a line, a model that is sampled is sampled here too, and the validators choose.
fn best_answer(
    runner: &Runner<'_>,
    prompt: &Prompt,
    target: &Target<'_>,
) -> Result<Answered, Halt> {
    let samples = match target.slot {
        Slot::Title | Slot::Heading(_) | Slot::Meta(_) => runner.parts.profile.title_samples,
        _ => 1,
    };
    let mut best: Option<(Score, Answered)> = None;
    for sample in 0..samples.max(1) {
        let completion = match runner.ask_again(prompt, sample) {
            Err(Halt::Limit(_)) if best.is_some() => break,
            asked => asked?,
        };
        let answered = Answered::new(&target.step.name, completion);
        let lang = runner.plan.lang();
        let ready = answer::ready(
            &answered.text,
            &target.slot,
            answer::Form::Prose,
            lang,
            false,
        );
        let mut alone = Assembly::empty(&runner.parts.budgets);
        alone.set(&target.slot, ready.text);
        let score = score::of_slot(runner.plan, runner.source, &alone, &target.slot, None)
            .with_stops(usize::from(answered.stop.is_some()));
        let perfect = score.is_perfect();
        if best.as_ref().is_none_or(|(b, _)| score < *b) {
            best = Some((score, answered));
        }
        if perfect {
            break;
        }
    }
    best.map(|(_, a)| a).ok_or_else(|| runner.nothing().into())
}

/// The part as the model is shown it: with its heading where the step writes one, and with placeholders for quotations.
fn with_heading(runner: &Runner<'_>, state: &State, target: &Target<'_>) -> String {
    let text = state.assembly.get(&target.slot).unwrap_or_default();
    match target.slot {
        Slot::Piece(s, 0) if !runner.parts.profile.narrow => {
            match state.assembly.get(&Slot::Heading(s)) {
                Some(h) if is_free(runner, s) => format!("## {h}\n\n{text}"),
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
fn expand(runner: &mut Runner<'_>, state: &State, turn: u32) -> Result<Option<Candidate>, Halt> {
    let draft = Draft::parse(&state.printed.text, runner.plan.lang());
    let words = draft.count(Counted::Body) as u64;
    let (min, _) = runner.plan.facts.bounds(&Quantum::BodyWords);
    let wanted = min.map_or(0, |m| m as u64);
    // An article that came in one answer may have fewer sections than the plan, or more: only what both have is lengthened.
    let Some((section, budget, text)) = runner
        .parts
        .budgets
        .sections
        .iter()
        .zip(&state.assembly.sections)
        .enumerate()
        .filter(|(_, (budget, _))| budget.bears_facts())
        .map(|(i, (budget, text))| (i, budget, text))
        .min_by_key(|(i, budget, text)| {
            let have = body_words(runner, &text.pieces.join("\n\n"));
            (have as i64 - budget.target as i64, *i)
        })
    else {
        return Ok(None);
    };
    let slot = Slot::Piece(section, 0);
    let Some(step) = step_of(runner, &slot) else {
        return Ok(None);
    };
    let name = budget.section.clone();
    let missing = wanted.saturating_sub(words);
    let ask = (missing * 12 / 10).clamp(60, u64::from(runner.parts.profile.words_per_answer));
    let what = format!(
        "lengthening `{name}` by about {ask} words: {words} of {}",
        counted(wanted, "words")
    );
    runner.events.on(&Event::Repair { what: &what });
    runner.log.push(what);
    let current = text.pieces.join("\n\n");
    let next = text.pieces.len();
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
    let answered = unrefused(Answered::new(&prompt.step, runner.ask_again(&prompt, 0)?))?;
    let lang = runner.plan.lang();
    let ready = answer::ready(
        &answered.text,
        &slot,
        answer::Form::Prose,
        lang,
        answered.is_cut(),
    );
    if ready.text.trim().is_empty() {
        return Ok(None);
    }
    let mut assembly = state.assembly.clone();
    let mut stops = state.stops.clone();
    let place = Slot::Piece(section, next);
    if let Some(stop) = answered.stop {
        stops.insert(place.clone(), stop);
    }
    assembly.set(&place, ready.text);
    Ok(Some(Candidate { assembly, stops }))
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
        let Some(block) = runner.source.blocks().get(index) else {
            continue;
        };
        for sentence in &block.sentences {
            let words: Vec<String> = block
                .words
                .get(sentence.words.clone())
                .unwrap_or_default()
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
fn rewrite(runner: &mut Runner<'_>, state: &State) -> Result<Option<Candidate>, Halt> {
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
    let what = match faults.len() {
        1 => "rewriting the whole article: 1 fault stands".to_owned(),
        n => format!("rewriting the whole article: {n} faults stand"),
    };
    runner.events.on(&Event::Repair { what: &what });
    runner.log.push(what);
    composer.know(runner.composer.answers());
    let article = whole.steps.iter().position(|s| s.slot == Slot::Article);
    let Some(article) = article else {
        return Ok(None);
    };
    let prompt = composer.repair(article, &state.printed.text, &faults, 1)?;
    let answered = unrefused(Answered::new(&prompt.step, runner.ask_again(&prompt, 0)?))?;
    let lang = runner.plan.lang();
    let ready = answer::ready(
        &answered.text,
        &Slot::Article,
        answer::Form::Prose,
        lang,
        false,
    );
    let (text, _) = crate::emit::protect::restore(&ready.text, &prompt.protected);
    if text.trim().is_empty() {
        return Ok(None);
    }
    // What other steps were asked for is as it was; the article is new.
    let mut stops = state.stops.clone();
    stops.retain(|slot, _| matches!(slot, Slot::Aside(_)));
    if let Some(stop) = answered.stop {
        stops.insert(Slot::Article, stop);
    }
    let assembly = Assembly::of_article(&text, lang).in_place(&runner.parts.budgets);
    Ok(Some(Candidate { assembly, stops }))
}
