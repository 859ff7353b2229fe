//! The live display of a run on standard error: step, words so far, tokens, time. On a terminal a line moves; elsewhere each
//! finished call is one line.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::output::Paint;
use crate::diag::counts::counted;
use crate::report::text::printable;
use crate::run::{Event, Events};

/// Draws events as they come.
pub(super) struct Display {
    bar: ProgressBar,
    began: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    planned: usize,
    answered: usize,
    running: BTreeMap<String, Running>,
}

struct Running {
    began: Instant,
    words: Words,
    note: String,
}

/// Words of a text that comes in pieces. The text itself is not kept.
#[derive(Default)]
struct Words {
    count: usize,
    /// The last piece ended inside a word.
    open: bool,
}

impl Words {
    fn take(&mut self, piece: &str) {
        for c in piece.chars() {
            let inside = !c.is_whitespace();
            self.count += usize::from(inside && !self.open);
            self.open = inside;
        }
    }
}

impl Display {
    pub(super) fn new(paint: &Paint) -> Self {
        let bar = ProgressBar::new_spinner();
        bar.set_draw_target(if paint.terminal {
            ProgressDrawTarget::stderr_with_hz(8)
        } else {
            ProgressDrawTarget::hidden()
        });
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
            bar.set_style(style);
        }
        if paint.terminal {
            bar.enable_steady_tick(Duration::from_millis(150));
        }
        Self {
            bar,
            began: Instant::now(),
            state: Mutex::new(State::default()),
        }
    }

    /// How long the run has taken so far.
    pub(super) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// Takes the moving line away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn say(&self, line: &str) {
        let line = printable(line);
        if self.bar.is_hidden() {
            crate::cli::output::note(&line);
        } else {
            self.bar.println(line);
        }
    }

    fn redraw(&self, state: &State) {
        let running: Vec<String> = state
            .running
            .iter()
            .map(|(step, r)| {
                let words = r.words.count;
                let doing = if words > 0 {
                    counted(words, "words")
                } else if r.note.is_empty() {
                    "reading the prompt".to_owned()
                } else {
                    r.note.clone()
                };
                format!("{step}: {doing}, {}", seconds(r.began.elapsed()))
            })
            .collect();
        self.bar.set_message(printable(&format!(
            "{} of {}, {} | {}",
            state.answered,
            counted(
                state.planned.max(state.answered + state.running.len()),
                "calls"
            ),
            seconds(self.began.elapsed()),
            running.join(" | ")
        )));
    }
}

impl Events for Display {
    fn on(&self, event: &Event<'_>) {
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        match event {
            Event::Planned { calls } => state.planned = *calls,
            Event::Asked { step } => {
                state.running.insert(
                    (*step).to_owned(),
                    Running {
                        began: Instant::now(),
                        words: Words::default(),
                        note: String::new(),
                    },
                );
            }
            Event::Note { step, text } => {
                let new = state
                    .running
                    .get_mut(*step)
                    .is_none_or(|r| std::mem::replace(&mut r.note, (*text).to_owned()) != *text);
                if new && self.bar.is_hidden() {
                    self.say(&format!("  {step}: {text}"));
                }
            }
            Event::Text { step, text } => {
                if let Some(r) = state.running.get_mut(*step) {
                    r.words.take(text);
                }
            }
            Event::Answered { step, usage } => {
                state.answered += 1;
                let line = state.running.remove(*step).map_or(String::new(), |r| {
                    let tokens = usage.map_or(String::new(), |u| {
                        format!(
                            ", {} read{}, {} written",
                            counted(u.prompt, "tokens"),
                            if u.cached > 0 {
                                format!(" ({} cached)", u.cached)
                            } else {
                                String::new()
                            },
                            u.completion
                        )
                    });
                    format!(
                        "  {step}: answered in {}{tokens}",
                        seconds(r.began.elapsed())
                    )
                });
                self.say(&line);
            }
            Event::Validated { errors, words } => {
                let faults = match errors {
                    0 => "no rule of weight fails".to_owned(),
                    1 => "1 error stands".to_owned(),
                    n => format!("{n} errors stand"),
                };
                self.say(&format!(
                    "  checked: {}, {faults}",
                    counted(*words, "words")
                ));
            }
            Event::Repair { what } => self.say(&format!("  {what}")),
        }
        self.redraw(&state);
    }
}

/// `41 s`, `3 min 05 s`.
pub(super) fn seconds(d: Duration) -> String {
    let s = d.as_secs();
    if s < 60 {
        format!("{s} s")
    } else {
        format!("{} min {:02} s", s / 60, s % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_counted_across_pieces() {
        let text = " un  mot, deux\u{a0}mots\n\nfin";
        for size in 1..8 {
            let mut words = Words::default();
            let letters: Vec<char> = text.chars().collect();
            for piece in letters.chunks(size) {
                words.take(&piece.iter().collect::<String>());
            }
            assert_eq!(words.count, text.split_whitespace().count());
        }
    }
}
