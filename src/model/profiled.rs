//! A model whose profile the user knows better: `--profile hosted` for a large model served on this very machine.

use super::{Completion, Model, ModelError, Profile, Progress, Request};

/// A model with another profile than its own.
pub struct Profiled<M> {
    inner: M,
    profile: Profile,
}

impl<M: Model> Profiled<M> {
    /// The same model, trusted as `profile` says.
    pub fn new(inner: M, profile: Profile) -> Self {
        Self { inner, profile }
    }
}

impl<M: Model> Model for Profiled<M> {
    fn id(&self) -> String {
        self.inner.id()
    }

    fn profile(&self) -> Profile {
        self.profile
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        self.inner.complete(request, progress)
    }
}
