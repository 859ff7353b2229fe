//! The journal: what a run has already paid for. A call that was answered before is answered from the file; a new one is sent
//! and its answer written down at once. So a killed run goes on where it stopped, and nothing is paid for twice.
//!
//! Records are added at the end, each whole in itself and on the disk before it is used. Nothing changes in the folder before
//! an answer has come. A file that is damaged, that belongs to another model or that `--fresh` replaces is kept under
//! another name.

use crate::diag::counts::counted;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::keep;
use super::replay::write_atomically;
use super::salvage::{Salvage, salvage};
use super::transcript::{Record, Transcript};
use super::{Completion, Model, ModelError, Profile, Progress, Request};

/// Whether answers of earlier runs are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// They are.
    Resume,
    /// Everything is asked again.
    Fresh,
}

/// A model with a journal.
pub struct Journal<M> {
    inner: M,
    notices: Vec<String>,
    state: Arc<Mutex<State>>,
}

struct State {
    path: PathBuf,
    model: String,
    head: String,
    /// What is to be done to the folder before the first answer is written down.
    change: Option<Change>,
    /// Records of earlier runs that were not asked for in this one yet.
    earlier: Vec<Record>,
    reused: usize,
    /// Answers of this model in the journal.
    kept: usize,
    /// Answers that this run wrote down.
    new: usize,
    under_way: usize,
}

/// How a journal that cannot simply be continued gives way to one that can.
struct Change {
    /// The name under which the old file is kept as it is.
    aside: Option<PathBuf>,
    /// The new file.
    text: String,
    /// Files whose every record is in the new one, or that `--fresh` sets aside.
    moved: Vec<(PathBuf, Option<PathBuf>)>,
    /// Whether an answer that is taken from an earlier run brings it about too.
    early: bool,
}

/// What is kept of a run, for whoever has to end it.
#[derive(Clone)]
pub struct Watch(Arc<Mutex<State>>);

/// How many answers a run has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Answers of this model in the journal.
    pub kept: usize,
    /// Answers that this run added.
    pub new: usize,
    /// Calls without an answer yet.
    pub under_way: usize,
}

impl Watch {
    /// The numbers, now.
    #[must_use]
    pub fn count(&self) -> Count {
        count(&lock(&self.0))
    }

    /// The numbers, for good: no record is written after this, and none is half written.
    #[must_use]
    pub fn close(&self) -> Count {
        let state = lock(&self.0);
        let count = count(&state);
        std::mem::forget(state);
        count
    }
}

fn count(state: &State) -> Count {
    Count {
        kept: state.kept,
        new: state.new,
        under_way: state.under_way,
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<M: Model> Journal<M> {
    /// Keeps the journal of `inner` in `path`, with `notes` at its head, and takes up what earlier runs left there.
    ///
    /// # Errors
    /// [`ModelError::CannotWrite`], before the first call is paid for; [`ModelError::BadTranscript`] when `path` is no file.
    pub fn open(
        inner: M,
        path: impl Into<PathBuf>,
        notes: Vec<String>,
        start: Start,
    ) -> Result<Self, ModelError> {
        let path = path.into();
        let model = inner.id();
        let head = Transcript {
            notes,
            ..Transcript::new(&model, inner.profile())
        }
        .head();
        let mut notices = Vec::new();
        let old = match text(&path)? {
            Some(old) => {
                writable(&path)?;
                old
            }
            None => {
                write_atomically(&path, head.as_bytes())?;
                head.clone()
            }
        };
        let found = salvage(&old);
        let (change, earlier) = match start {
            Start::Fresh => (Some(fresh(&path, &head, &found, &model)?), Vec::new()),
            Start::Resume => resume(&path, &head, &old, found, &model, &mut notices)?,
        };
        Ok(Self {
            inner,
            notices,
            state: Arc::new(Mutex::new(State {
                path,
                model,
                head,
                change,
                kept: earlier.len(),
                earlier,
                reused: 0,
                new: 0,
                under_way: 0,
            })),
        })
    }

    /// What a person should know of the files that were found.
    #[must_use]
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// How many calls were answered from the journal.
    #[must_use]
    pub fn reused(&self) -> usize {
        lock(&self.state).reused
    }

    /// A look at what is kept, from any thread.
    #[must_use]
    pub fn watch(&self) -> Watch {
        Watch(Arc::clone(&self.state))
    }
}

/// The text of a journal. Bytes that are no UTF-8 spoil the record they stand in and no other.
fn text(path: &Path) -> Result<Option<String>, ModelError> {
    let bytes = keep::read(path).map_err(|e| ModelError::BadTranscript {
        place: format!("`{}`", path.display()),
        reason: e.to_string(),
    })?;
    Ok(bytes.map(|b| String::from_utf8_lossy(&b).into_owned()))
}

/// Whether records could be added to a file, before any is paid for.
fn writable(path: &Path) -> Result<(), ModelError> {
    fs::OpenOptions::new()
        .append(true)
        .open(path)
        .map(|_| ())
        .map_err(|e| fault(path, &e))
}

fn fault(path: &Path, e: &io::Error) -> ModelError {
    ModelError::CannotWrite {
        path: path.display().to_string(),
        reason: e.to_string(),
    }
}

/// A new journal in place of the old one, once there is an answer to put into it.
fn fresh(path: &Path, head: &str, found: &Salvage, model: &str) -> Result<Change, ModelError> {
    let empty = found.records.is_empty() && found.broken.is_none();
    let old = keep::free(path, "old");
    let mut moved = Vec::new();
    // Answers of this model that wait under its name would be taken by the next run.
    for (n, (side, _)) in sides(path, model)?.into_iter().enumerate() {
        let target = keep::free(path, &format!("old-{}", n + 1));
        moved.push((side, Some(target)));
    }
    Ok(Change {
        aside: (!empty).then_some(old),
        text: head.to_owned(),
        moved,
        early: false,
    })
}

fn resume(
    path: &Path,
    head: &str,
    old: &str,
    found: Salvage,
    model: &str,
    notices: &mut Vec<String>,
) -> Result<(Option<Change>, Vec<Record>), ModelError> {
    let shown = path.display();
    let whose = found.model.clone().or_else(|| {
        let first = found.records.iter().find_map(|(by, _)| by.clone());
        first.filter(|_| {
            found
                .records
                .iter()
                .all(|(by, _)| by.as_deref() != Some(model))
        })
    });
    let another = whose.filter(|w| w != model && !found.records.is_empty());
    let all = found.records.len();
    let broken = found.broken;
    let mut earlier: Vec<Record> = mine(found, model);
    let foreign = all - earlier.len();
    let mut moved = Vec::new();
    for (side, records) in sides(path, model)? {
        let mut more = 0;
        for record in records {
            if !earlier.contains(&record) {
                earlier.push(record);
                more += 1;
            }
        }
        if more > 0 {
            notices.push(format!(
                "{} of `{model}` taken up from `{}`",
                answers(more),
                keep::name(&side)
            ));
        }
        moved.push((side, None));
    }
    let aside = match (&another, broken) {
        (Some(other), _) => {
            let named = keep::beside(path, &plain(other));
            let aside = if named.exists() {
                keep::free(path, &plain(other))
            } else {
                named
            };
            notices.push(format!(
                "`{shown}` holds {} of `{other}`: it is kept as `{}` when the first answer of `{model}` comes",
                answers(foreign),
                keep::name(&aside)
            ));
            Some(aside)
        }
        (None, None) if foreign == 0 => None,
        (None, broken) => {
            let aside = keep::free(path, "broken");
            let what = match broken {
                Some((line, 1)) => format!("line {line} belongs to no whole answer"),
                Some((line, n)) => {
                    format!("{n} lines belong to no whole answer, the first is line {line}")
                }
                None => format!("{} not of this model", answers(foreign)),
            };
            notices.push(format!(
                "`{shown}` is damaged ({what}): {} kept and used; the file as it is now is set aside as `{}` when a new answer comes",
                answers(earlier.len()),
                keep::name(&aside)
            ));
            Some(aside)
        }
    };
    // A file that reads well is only ever added to.
    let goes_on = aside.is_none()
        && moved.is_empty()
        && old.starts_with(head)
        && old.ends_with('\n')
        && Transcript::parse("", old).is_ok();
    let change = (!goes_on).then(|| {
        let mut text = head.to_owned();
        for record in &earlier {
            text.push_str(&record.print_alone(model));
        }
        Change {
            early: another.is_some() || (aside.is_none() && !moved.is_empty()),
            aside,
            text,
            moved,
        }
    });
    Ok((change, earlier))
}

/// The records of one model; those of a file that names no model at all are nobody's.
fn mine(found: Salvage, model: &str) -> Vec<Record> {
    found
        .records
        .into_iter()
        .filter(|(by, _)| by.as_deref() == Some(model))
        .map(|(_, record)| record)
        .collect()
}

/// The journals of a model that wait beside this one, because another model was used in between.
fn sides(path: &Path, model: &str) -> Result<Vec<(PathBuf, Vec<Record>)>, ModelError> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return Ok(Vec::new());
    };
    let named = keep::name(&keep::beside(path, &plain(model)));
    let (start, end) = named.rsplit_once('.').unwrap_or((&named, ""));
    let mut out = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let counted = name
            .strip_prefix(start)
            .and_then(|n| n.strip_suffix(end))
            .map(|n| n.trim_end_matches('.'));
        let ours = counted.is_some_and(|n| {
            n.is_empty()
                || n.strip_prefix('-')
                    .is_some_and(|n| n.chars().all(|c| c.is_ascii_digit()))
        });
        if !ours || !entry.path().is_file() {
            continue;
        }
        let Some(text) = text(&entry.path())? else {
            continue;
        };
        let found = salvage(&text);
        // One that holds anything else stays where it is.
        let pure = found.broken.is_none()
            && found
                .records
                .iter()
                .all(|(by, _)| by.as_deref() == Some(model));
        if pure && found.model.as_deref() == Some(model) {
            out.push((entry.path(), mine(found, model)));
        }
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(out)
}

/// A model's name as a part of a file name.
fn plain(model: &str) -> String {
    let mut out = String::new();
    for c in model.chars().take(80) {
        match c {
            c if c.is_alphanumeric() || matches!(c, '.' | '_') => out.push(c),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.trim_matches(['-', '.']).to_owned()
}

fn answers(n: usize) -> String {
    counted(n, "answers")
}

impl State {
    /// Brings the new journal about: at every moment each record that was paid for stands in a file with its name.
    fn settle(&mut self) -> Result<(), ModelError> {
        let Some(change) = &self.change else {
            return Ok(());
        };
        if let Some(aside) = &change.aside {
            let bytes = fs::read(&self.path).map_err(|e| fault(&self.path, &e))?;
            write_atomically(aside, &bytes)?;
        }
        write_atomically(&self.path, change.text.as_bytes())?;
        for (from, to) in &change.moved {
            let done = match to {
                Some(to) => fs::rename(from, to),
                None => fs::remove_file(from),
            };
            done.map_err(|e| fault(from, &e))?;
        }
        self.change = None;
        Ok(())
    }

    fn keep(&mut self, record: &Record) -> Result<(), ModelError> {
        self.settle()?;
        if !self.path.exists() {
            write_atomically(&self.path, self.head.as_bytes())?;
        }
        append(&self.path, &record.print_alone(&self.model)).map_err(|e| fault(&self.path, &e))?;
        self.kept += 1;
        self.new += 1;
        Ok(())
    }
}

/// Adds a record to the file. One that does not fit on the disk leaves nothing of itself.
fn append(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().append(true).open(path)?;
    let before = file.metadata()?.len();
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_data());
    if written.is_err() {
        let _ = file.set_len(before);
    }
    written
}

impl<M: Model> Model for Journal<M> {
    fn id(&self) -> String {
        self.inner.id()
    }

    fn profile(&self) -> Profile {
        self.inner.profile()
    }

    fn engine(&self) -> Option<String> {
        self.inner.engine()
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        {
            let mut state = lock(&self.state);
            // The place in the plan does not change what was asked.
            let same = |r: &Record| {
                r.request.step == request.step
                    && r.request.messages == request.messages
                    && r.request.seed == request.seed
                    && r.request.max_tokens == request.max_tokens
            };
            if let Some(at) = state.earlier.iter().position(same) {
                if state.change.as_ref().is_some_and(|c| c.early) {
                    state.settle()?;
                }
                let record = state.earlier.remove(at);
                state.reused += 1;
                drop(state);
                progress(Progress::Note(
                    "answered in an earlier run: taken from the journal".to_owned(),
                ));
                return Ok(record.answer);
            }
            state.under_way += 1;
        }
        let answer = self.inner.complete(request, progress);
        let mut state = lock(&self.state);
        state.under_way -= 1;
        let answer = answer?;
        let record = Record {
            request: request.clone(),
            answer,
        };
        state.keep(&record)?;
        Ok(record.answer)
    }
}
