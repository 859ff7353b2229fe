//! Opens what was chosen: from a name to a model that answers.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::choose::{Environment, OLLAMA, Spec, canonical, parse};
use super::error::Address;
use super::local::{Local, Setup, Weights};
use super::manual::Manual;
use super::openai::{Config, OpenAi, printable_url};
use super::pull::Cache;
use super::replay::Replay;
use super::{Model, ModelError, Profile};
use crate::report::terminal::Neutral;

/// What opening a model needs from the edge.
#[derive(Debug, Clone)]
pub struct Circumstances {
    /// The process's environment.
    pub environment: Environment,
    /// Whether downloading is forbidden.
    pub offline: bool,
    /// The folder of the run: the engine's log and the prompts and answers of `manual` go below it.
    pub folder: PathBuf,
    /// Whether a person is at the terminal.
    pub terminal: bool,
}

/// A model that was opened.
pub enum Opened {
    /// Answers from a recording, which knows what was left over.
    Replay(Replay),
    /// Any other.
    Other(Box<dyn Model>),
}

impl Opened {
    /// The model.
    #[must_use]
    pub fn model(&self) -> &dyn Model {
        match self {
            Self::Replay(replay) => replay,
            Self::Other(model) => &**model,
        }
    }
}

/// Opens a model by its name, as [`choose`](super::choose::choose) gives it. No request is sent and no engine started.
///
/// # Errors
/// [`ModelError::NoSuchModel`], [`ModelError::BadTranscript`], [`ModelError::CannotWrite`].
pub fn open(model: &str, around: &Circumstances) -> Result<Opened, ModelError> {
    let env = &around.environment;
    let spec = parse(
        model,
        env.key().is_some() || env.get("OPENAI_BASE_URL").is_some(),
    )?;
    let id = canonical(&spec);
    let opened: Box<dyn Model> = match spec {
        Spec::OpenAi { name, base_url } => {
            let base = base_url.as_deref().unwrap_or_else(|| env.base_url());
            let profile = if is_here(base) {
                Profile::served_here()
            } else {
                Profile::hosted()
            };
            // The key belongs to the address of the environment. An address in a name may come from a settings file that
            // someone else wrote, and gets none.
            let key = if base_url.is_none() { env.key() } else { None };
            let address = match base_url {
                Some(_) => Address::Name,
                None => Address::Environment,
            };
            Box::new(OpenAi::new(Config {
                key,
                profile,
                address,
                ..Config::new(id, base, name)
            })?)
        }
        Spec::Ollama(name) => Box::new(OpenAi::new(Config {
            profile: Profile::served_here(),
            start: Some("ollama serve".to_owned()),
            address: Address::Ollama,
            ..Config::new(id, format!("{OLLAMA}/v1"), name)
        })?),
        Spec::Local(known) => Box::new(local(Weights::Known(known), around)?),
        Spec::LocalFile(path) => Box::new(local(Weights::File(path), around)?),
        Spec::Manual(None) => Box::new(by_hand(around)),
        Spec::Manual(Some(path)) if is_folder(&path) => Box::new(Manual::folder(path)),
        Spec::Manual(Some(path)) => {
            let text = read(&path)?;
            Box::new(Manual::file(
                &path.display().to_string(),
                &text,
                around.folder.join("manual"),
            )?)
        }
        Spec::Replay(path) => {
            let text = read(&path)?;
            return Ok(Opened::Replay(Replay::new(
                path.display().to_string(),
                &text,
            )?));
        }
    };
    Ok(Opened::Other(opened))
}

fn local(weights: Weights, around: &Circumstances) -> Result<Local, ModelError> {
    Ok(Local::new(Setup {
        weights,
        cache: Cache::locate(&around.environment)?,
        environment: around.environment.clone(),
        offline: around.offline,
        log: around.folder.join("engine.log"),
    }))
}

/// `manual` alone: the editor, else the terminal, else files.
fn by_hand(around: &Circumstances) -> Manual {
    let folder = around.folder.join("manual");
    let editor = around
        .environment
        .get("VISUAL")
        .or_else(|| around.environment.get("EDITOR"));
    match editor {
        Some(command) if around.terminal => Manual::editor(folder, command),
        None if around.terminal => {
            let shown = Neutral::new(std::io::stderr());
            Manual::terminal(folder, BufReader::new(std::io::stdin()), shown)
        }
        _ => Manual::folder(folder),
    }
}

/// A path that ends in a separator, is a folder, or is nothing yet and has no extension.
fn is_folder(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.ends_with(['/', '\\']) || path.is_dir() || (!path.exists() && path.extension().is_none())
}

/// Whether a server is on this machine: its models are of unknown size, and rarely large.
fn is_here(base: &str) -> bool {
    let shown = printable_url(base);
    let host = shown.split('/').nth(2).unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|h| host == *h || host.strip_prefix(h).is_some_and(|r| r.starts_with(':')))
}

fn read(path: &Path) -> Result<String, ModelError> {
    let bad = |reason: String| ModelError::BadTranscript {
        place: format!("`{}`", path.display()),
        reason,
    };
    let bytes = super::keep::read(path)
        .map_err(|e| bad(e.to_string()))?
        .ok_or_else(|| bad("there is no such file".to_owned()))?;
    String::from_utf8(bytes).map_err(|e| {
        bad(format!(
            "the file is not UTF-8 (at byte {})",
            e.utf8_error().valid_up_to()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(folder: &Path, terminal: bool) -> Circumstances {
        let home = folder.display().to_string();
        Circumstances {
            environment: Environment::new([
                ("HOME".to_owned(), home.clone()),
                ("LOCALAPPDATA".to_owned(), home),
            ]),
            offline: true,
            folder: folder.to_owned(),
            terminal,
        }
    }

    #[test]
    fn names_become_models() {
        let folder = tempfile::tempdir().unwrap();
        let here = around(folder.path(), false);
        let answers = folder.path().join("answers.txt");
        std::fs::write(&answers, "=== title\nx\n").unwrap();
        for (name, id) in [
            ("openai:m", "openai:m".to_owned()),
            ("ollama:m:7b", "ollama:m:7b".to_owned()),
            ("local", "local:qwen2.5-coder-1.5b".to_owned()),
            ("local:x.gguf", "local:x.gguf".to_owned()),
            (
                &format!("manual:{}", answers.display()),
                format!("manual:{}", answers.display()),
            ),
            ("manual:new-folder", "manual:new-folder".to_owned()),
        ] {
            assert_eq!(open(name, &here).unwrap().model().id(), id);
        }
        let near = open("openai:m@http://127.0.0.1:8080/v1", &here).unwrap();
        assert_eq!(near.model().profile(), Profile::served_here());
        assert_eq!(
            open("openai:m", &here).unwrap().model().profile(),
            Profile::hosted()
        );
        assert_eq!(open("manual", &here).unwrap().model().profile().parallel, 8);
        assert_eq!(
            open("manual", &around(folder.path(), true))
                .unwrap()
                .model()
                .profile()
                .parallel,
            1
        );
    }

    #[test]
    fn files_that_cannot_be_read_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let here = around(folder.path(), false);
        let bytes = folder.path().join("b.transcript");
        std::fs::write(&bytes, [b'a', 0xFF]).unwrap();
        for (name, words) in [
            (
                format!("replay:{}", bytes.display()),
                "not UTF-8 (at byte 1)",
            ),
            ("replay:/nowhere/x".to_owned(), "`/nowhere/x`: "),
            ("manual:/nowhere/x.txt".to_owned(), "`/nowhere/x.txt`: "),
        ] {
            match open(&name, &here) {
                Err(e) => assert!(e.to_string().contains(words), "{e}"),
                Ok(_) => panic!("{name}"),
            }
        }
    }
}
