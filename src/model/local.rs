//! The embedded default: a small model on this machine, through an engine that galley starts and ends by itself.
//!
//! Nothing happens before the first completion: then the model and the engine's runtime are pulled if they are missing,
//! memory is checked, the engine is started, and every further call of the run uses it.

use std::io::Read as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::catalogue::Known;
use super::choose::Environment;
use super::engine::{Engine, Program, free_memory_mb};
use super::error::Address;
use super::openai::{Config, Dialect, OpenAi};
use super::pull::{Cache, Pulling, Sources, pull, pull_runtime};
use super::{Completion, Model, ModelError, Profile, Progress, Request};

/// What is to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weights {
    /// A model of the catalogue, pulled when it is missing.
    Known(&'static Known),
    /// Any GGUF file.
    File(PathBuf),
}

/// How the local model is run.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The weights.
    pub weights: Weights,
    /// Where pulled files are.
    pub cache: Cache,
    /// The process's environment: programs and sources are looked up in it.
    pub environment: Environment,
    /// Whether downloading is forbidden.
    pub offline: bool,
    /// The engine's log.
    pub log: PathBuf,
}

/// A model on this machine. Dropping it ends the engine.
pub struct Local {
    setup: Setup,
    running: Mutex<Option<Arc<Running>>>,
}

struct Running {
    engine: Engine,
    model: OpenAi,
}

impl Local {
    /// A local model. Nothing is started, pulled or looked for yet.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self {
            setup,
            running: Mutex::new(None),
        }
    }

    /// Pulls what is missing, checks memory and starts the engine, unless that is done. The first completion does it too;
    /// calling it before only tells faults earlier.
    ///
    /// # Errors
    /// Those of [`pull`] and [`pull_runtime`], [`ModelError::BadModelFile`], [`ModelError::NoMemory`],
    /// [`ModelError::EngineDidNotStart`].
    pub fn start(&self, progress: &mut dyn FnMut(Progress)) -> Result<(), ModelError> {
        self.running(progress).map(|_| ())
    }

    /// The engine's process, while it runs.
    #[must_use]
    pub fn process_id(&self) -> Option<u32> {
        self.lock().as_ref()?.engine.process_id()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Arc<Running>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn name(&self) -> String {
        match &self.setup.weights {
            Weights::Known(known) => known.name.to_owned(),
            Weights::File(path) => path.display().to_string(),
        }
    }

    /// The engine, started when it is not; other threads wait for it.
    fn running(&self, progress: &mut dyn FnMut(Progress)) -> Result<Arc<Running>, ModelError> {
        let mut running = self.lock();
        if let Some(running) = &*running {
            return Ok(Arc::clone(running));
        }
        let setup = &self.setup;
        let (path, program) = fetch(setup, progress)?;
        self.check_memory(&path)?;
        progress(Progress::Note(format!(
            "starting {} with {}",
            program.title(),
            self.name()
        )));
        let engine = Engine::start(&program, &path, &setup.log, &mut |note| {
            progress(Progress::Note(note))
        })?;
        let model = OpenAi::new(Config {
            key: Some(engine.key().clone()),
            profile: self.profile(),
            dialect: Dialect::LlamaCpp,
            // It says nothing while it reads the prompt, which takes minutes on a slow machine.
            idle: Duration::from_secs(300),
            // The engine is this process's own: when it breaks off it is broken.
            attempts: 1,
            address: Address::Engine,
            ..Config::new(self.id(), format!("{}/v1", engine.address()), self.name())
        })?;
        let started = Arc::new(Running { engine, model });
        *running = Some(Arc::clone(&started));
        Ok(started)
    }

    fn check_memory(&self, path: &std::path::Path) -> Result<(), ModelError> {
        let needed_mb = match &self.setup.weights {
            Weights::Known(known) => known.memory_mb,
            // Weights, and as measured with the known models half a gigabyte or more of cache and working memory.
            Weights::File(_) => std::fs::metadata(path).map_or(0, |m| m.len()) / 1_000_000 + 700,
        };
        match free_memory_mb() {
            Some(free_mb) if free_mb < needed_mb => Err(ModelError::NoMemory {
                model: self.id(),
                needed_mb,
                free_mb,
            }),
            _ => Ok(()),
        }
    }
}

/// Makes sure that the weights and an engine are here, and gives both. `galley models pull` does the same.
///
/// # Errors
/// Those of [`pull`] and [`pull_runtime`], [`ModelError::BadModelFile`].
pub fn fetch(
    setup: &Setup,
    progress: &mut dyn FnMut(Progress),
) -> Result<(PathBuf, Program), ModelError> {
    let sources = Sources::new(setup.environment.clone());
    // The engine first: it is small, and without one the large download would be for nothing.
    let program = match Program::find(&setup.environment, &setup.cache)? {
        Some(program) => program,
        None => Program::Runtime(pull_runtime(
            &setup.cache,
            &sources,
            setup.offline,
            &mut told(progress),
        )?),
    };
    let path = match &setup.weights {
        Weights::Known(known) => pull(
            known,
            &setup.cache,
            &sources,
            setup.offline,
            &mut told(progress),
        )?,
        Weights::File(path) => {
            check_file(path)?;
            path.clone()
        }
    };
    Ok((path, program))
}

/// What a pull tells, as progress of a request: its bytes as a line at every tenth.
fn told<'a>(progress: &'a mut dyn FnMut(Progress)) -> impl FnMut(Pulling) + 'a {
    let mut tenths = 0;
    move |pulling| match pulling {
        Pulling::Note(note) => progress(Progress::Note(note)),
        Pulling::Bytes { done, total } => {
            let now = done.saturating_mul(10) / total.max(1);
            if now > tenths {
                tenths = now;
                progress(Progress::Note(format!(
                    "{} of {} MB are here",
                    done / 1_000_000,
                    total.div_ceil(1_000_000)
                )));
            }
        }
    }
}

/// Whether a file begins as a GGUF file does.
fn check_file(path: &std::path::Path) -> Result<(), ModelError> {
    let bad = |reason: String| ModelError::BadModelFile {
        path: path.display().to_string(),
        reason,
    };
    let mut file = std::fs::File::open(path).map_err(|e| bad(e.to_string()))?;
    let mut magic = [0; 4];
    match file.read_exact(&mut magic) {
        Ok(()) if &magic == b"GGUF" => Ok(()),
        _ => Err(bad(format!(
            "it begins with `{}`; wanted a GGUF file",
            magic.escape_ascii()
        ))),
    }
}

impl Model for Local {
    fn id(&self) -> String {
        format!("local:{}", self.name())
    }

    fn profile(&self) -> Profile {
        Profile::small()
    }

    fn engine(&self) -> Option<String> {
        self.lock().as_ref().map(|r| r.engine.title().to_owned())
    }

    fn complete(
        &self,
        request: &Request,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Completion, ModelError> {
        let running = self.running(progress)?;
        let error = match running.model.complete(request, progress) {
            // The server calls the model by its path, which is nobody's business but this machine's.
            Ok(answer) => {
                return Ok(Completion {
                    model: self.id(),
                    ..answer
                });
            }
            Err(error) => error,
        };
        if !matches!(
            error,
            ModelError::Refused { .. } | ModelError::BrokeOff { .. }
        ) {
            return Err(error);
        }
        // The connection ends a moment before the process can be asked how it ended.
        for _ in 0..20 {
            if let Some((reason, tail)) = running.engine.post_mortem() {
                // The next call starts a new one.
                self.lock().take_if(|r| Arc::ptr_eq(r, &running));
                return Err(ModelError::EngineDied {
                    engine: running.engine.title().to_owned(),
                    step: super::secret::printable(&request.step, &[]),
                    reason,
                    tail,
                });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(folder: &std::path::Path, weights: Weights) -> Setup {
        Setup {
            weights,
            cache: Cache::at(folder),
            environment: Environment::default(),
            offline: true,
            log: folder.join("engine.log"),
        }
    }

    #[test]
    fn nothing_happens_before_the_first_completion() {
        let folder = tempfile::tempdir().unwrap();
        let known = &super::super::catalogue::MODELS[0];
        let local = Local::new(setup(folder.path(), Weights::Known(known)));
        assert_eq!(local.id(), "local:qwen2.5-coder-1.5b");
        assert_eq!(local.profile(), Profile::small());
        assert_eq!(local.engine(), None);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let error = local
            .complete(&Request::default(), &mut |_| {})
            .unwrap_err();
        assert_eq!(error.code().as_str(), "E0722");
    }

    #[test]
    fn a_file_that_is_no_model_is_told_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.gguf");
        assert!(check_file(&path).is_err());
        std::fs::write(&path, "<html>").unwrap();
        let error = check_file(&path).unwrap_err();
        assert!(error.to_string().contains("begins with `<htm`"), "{error}");
        std::fs::write(&path, "GGUF…").unwrap();
        assert!(check_file(&path).is_ok());
    }
}
