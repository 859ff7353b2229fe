//! The journal: what a run has already paid for. A call that was answered before is answered from the file; a new one is sent
//! and its answer written down at once. So a killed run goes on where it stopped, and nothing is paid for twice.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::replay::write_atomically;
use super::transcript::{Record, Transcript};
use super::{Completion, Model, ModelError, Profile, Progress, Request};

/// A model with a journal.
pub struct Journal<M> {
    inner: M,
    path: PathBuf,
    state: Mutex<State>,
}

struct State {
    transcript: Transcript,
    /// Records of earlier runs that were not asked for in this one yet.
    earlier: Vec<Record>,
    reused: usize,
}

impl<M: Model> Journal<M> {
    /// Keeps the journal of `inner` in `path`, with `notes` at its head. `earlier` is the text of the journal as an earlier
    /// run left it; answers of another model in it are not used, nor is a journal that cannot be read.
    ///
    /// # Errors
    /// [`ModelError::CannotWrite`], before the first call is paid for.
    pub fn new(
        inner: M,
        path: impl Into<PathBuf>,
        notes: Vec<String>,
        earlier: Option<&str>,
    ) -> Result<Self, ModelError> {
        let path = path.into();
        let mut transcript = Transcript::new(inner.id(), inner.profile());
        transcript.notes = notes;
        let earlier = earlier
            .and_then(|text| Transcript::parse("journal", text).ok())
            .filter(|t| t.model == transcript.model)
            .map(|t| t.records)
            .unwrap_or_default();
        if earlier.is_empty() {
            write_atomically(&path, transcript.print().as_bytes())?;
        }
        Ok(Self {
            inner,
            path,
            state: Mutex::new(State {
                transcript,
                earlier,
                reused: 0,
            }),
        })
    }

    /// How many calls were answered from the journal.
    pub fn reused(&self) -> usize {
        self.lock().reused
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what this run asked for and, until they are asked for, the answers of earlier runs: a run that is killed
    /// twice still loses nothing.
    fn keep(&self, state: &mut State, record: Record) -> Result<(), ModelError> {
        let key = |r: &Record| (r.request.order, r.request.step.clone(), r.request.seed);
        let at = state
            .transcript
            .records
            .partition_point(|r| key(r) <= key(&record));
        state.transcript.records.insert(at, record);
        let mut whole = state.transcript.clone();
        whole.records.extend(state.earlier.iter().cloned());
        write_atomically(&self.path, whole.print().as_bytes())
    }
}

impl<M: Model> Model for Journal<M> {
    fn id(&self) -> String {
        self.inner.id()
    }

    fn profile(&self) -> Profile {
        self.inner.profile()
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        {
            let mut state = self.lock();
            // The place in the plan does not change what was asked.
            let same = |r: &Record| {
                r.request.step == request.step
                    && r.request.messages == request.messages
                    && r.request.seed == request.seed
                    && r.request.max_tokens == request.max_tokens
            };
            if let Some(at) = state.earlier.iter().position(same) {
                let record = state.earlier.remove(at);
                state.reused += 1;
                let answer = record.answer.clone();
                self.keep(&mut state, record)?;
                progress(Progress::Note(
                    "answered in an earlier run: taken from the journal".to_owned(),
                ));
                return Ok(answer);
            }
        }
        let answer = self.inner.complete(request, progress)?;
        let record = Record {
            request: request.clone(),
            answer: answer.clone(),
        };
        self.keep(&mut self.lock(), record)?;
        Ok(answer)
    }
}
