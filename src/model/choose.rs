//! Which model: what `--model` may say, and which one is taken when it says nothing.
//!
//! The order is `--model`, then `model` in `galley.toml`, then a key (or an address) in the environment, then an Ollama
//! server on this machine, then `local`. The environment and the servers are passed in, so that a choice can be tested
//! and repeated.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use super::openai::{DEFAULT_BASE_URL, probe};
use super::secret::printable;
use super::{ModelError, Secret, catalogue};
use crate::diag::suggest::nearest;

/// Where Ollama listens unless told otherwise.
pub const OLLAMA: &str = "http://localhost:11434";

/// The model that is asked of OpenAI when only a key is known. `OPENAI_MODEL` names another.
pub const OPENAI_DEFAULT: &str = "gpt-4.1-mini";

const PROVIDERS: &[&str] = &["openai", "ollama", "local", "manual", "replay"];

/// Vendors whose own interface galley does not speak, by the beginnings of names that people give.
const OTHERS: &[&str] = &[
    "anthropic",
    "claude",
    "gemini",
    "google",
    "vertex",
    "bedrock",
    "cohere",
    "azure",
];

/// The environment variables of the process, as the edge saw them.
#[derive(Clone, Default)]
pub struct Environment {
    vars: BTreeMap<String, String>,
}

impl std::fmt::Debug for Environment {
    /// Names only: values may be keys.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.vars.keys()).finish()
    }
}

impl Environment {
    /// Takes a snapshot, such as the one `std::env::vars()` gives.
    pub fn new(vars: impl IntoIterator<Item = (String, String)>) -> Self {
        // Windows knows `Path` as `PATH`.
        let name = |n: String| if cfg!(windows) { n.to_uppercase() } else { n };
        Self {
            vars: vars.into_iter().map(|(n, v)| (name(n), v)).collect(),
        }
    }

    /// A variable. One that is empty or blank counts as not set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.vars
            .get(name)
            .map(|v| v.trim())
            .filter(|v| !v.is_empty())
    }

    /// The key of `OPENAI_API_KEY`.
    #[must_use]
    pub fn key(&self) -> Option<Secret> {
        self.get("OPENAI_API_KEY").and_then(Secret::new)
    }

    /// `OPENAI_BASE_URL`, or OpenAI's own address.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.get("OPENAI_BASE_URL").unwrap_or(DEFAULT_BASE_URL)
    }

    /// The program of this name in the folders of `PATH`.
    #[must_use]
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(self.get("PATH")?)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(&file))
            .find(|path| path.is_file())
    }
}

/// What `--model` says, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spec {
    /// `openai:NAME`, `openai:NAME@ADDRESS`.
    OpenAi {
        /// The model, as the server calls it.
        name: String,
        /// An address other than that of the environment.
        base_url: Option<String>,
    },
    /// `ollama:NAME`.
    Ollama(String),
    /// `local`, `local:NAME`.
    Local(&'static catalogue::Known),
    /// `local:FILE.gguf`.
    LocalFile(PathBuf),
    /// `manual`, `manual:FILE`, `manual:FOLDER/`.
    Manual(Option<PathBuf>),
    /// `replay:FILE`.
    Replay(PathBuf),
}

/// Takes a model's name apart. `has_key` says whether a name without a provider can be one of `openai`.
///
/// # Errors
/// [`ModelError::NoSuchModel`], with the nearest name that exists.
pub fn parse(asked: &str, has_key: bool) -> Result<Spec, ModelError> {
    let asked = asked.trim();
    let no = |reason: &str, nearest: Option<String>| ModelError::NoSuchModel {
        asked: printable(asked, &[]),
        reason: reason.to_owned(),
        nearest,
    };
    let (provider, name) = match asked.split_once(':') {
        Some((p, n)) => (p.trim(), Some(n.trim())),
        None => (asked, None),
    };
    if name == Some("") {
        return Err(no(&format!("a name is missing after `{provider}:`"), None));
    }
    let vendor = provider.to_lowercase();
    if OTHERS.iter().any(|o| vendor.starts_with(o)) && !(name.is_none() && has_key) {
        return Err(no(
            "galley speaks the interface of OpenAI, not that of this vendor; a server that offers it is named by `openai:NAME@ADDRESS`, \
             a key for it by `OPENAI_BASE_URL` and `OPENAI_API_KEY`, and `manual` works with any chat",
            None,
        ));
    }
    match (provider, name) {
        ("", _) => Err(no("the name is empty", None)),
        ("openai", Some(name)) => {
            let at = name.find("@http://").or_else(|| name.find("@https://"));
            let (name, base_url) = match at.and_then(|at| name.split_at_checked(at)) {
                Some((name, url)) => (name, url.strip_prefix('@').map(str::to_owned)),
                None => (name, None),
            };
            if name.is_empty() {
                return Err(no("a name is missing after `openai:`", None));
            }
            // Command lines and reports are kept: no password may stand in them.
            let authority = base_url.as_deref().and_then(|u| u.split('/').nth(2));
            if authority.is_some_and(|a| a.contains('@')) {
                return Err(ModelError::NoSuchModel {
                    asked: format!("openai:{}", printable(name, &[])),
                    reason: "its address holds a user name or a password; these belong in `OPENAI_BASE_URL`".to_owned(),
                    nearest: None,
                });
            }
            Ok(Spec::OpenAi {
                name: name.to_owned(),
                base_url,
            })
        }
        ("ollama", Some(name)) => Ok(Spec::Ollama(name.to_owned())),
        ("local", None) => catalogue::MODELS
            .first()
            .map(Spec::Local)
            .ok_or_else(|| no("galley knows no local model", None)),
        ("local", Some(name)) => local(name).ok_or_else(|| {
            let known = catalogue::MODELS.iter().map(|m| m.name);
            no(
                "galley knows no local model of this name, and a file ends in `.gguf`",
                nearest(name, known).map(|n| format!("local:{n}")),
            )
        }),
        ("manual", name) => Ok(Spec::Manual(name.map(PathBuf::from))),
        ("replay", Some(name)) => Ok(Spec::Replay(PathBuf::from(name))),
        ("replay", None) => Err(no(
            "`replay` needs a recording",
            Some("replay:FILE".to_owned()),
        )),
        ("openai" | "ollama", None) => Err(no(
            &format!("`{provider}` needs the name of a model"),
            Some(format!("{provider}:NAME")),
        )),
        (name, None) if catalogue::find(name).is_some() => {
            local(name).ok_or_else(|| no("unknown", None))
        }
        (name, None) => match nearest(name, PROVIDERS.iter().copied()) {
            Some(provider) => Err(no("there is no such provider", Some(provider.to_owned()))),
            None if has_key => Ok(Spec::OpenAi {
                name: name.to_owned(),
                base_url: None,
            }),
            None if name.ends_with(".gguf") => Err(no(
                "there is no such provider",
                Some(format!("local:{name}")),
            )),
            None => Err(no(
                "a name without a provider is one of `openai`, which needs a key",
                Some(format!("openai:{name}")),
            )),
        },
        (provider, Some(name)) => Err(no(
            &format!("there is no provider `{}`", printable(provider, &[])),
            Some(match nearest(provider, PROVIDERS.iter().copied()) {
                Some(p) => format!("{p}:{name}"),
                // `qwen2.5:7b` is how Ollama writes a model and its size.
                None => format!("ollama:{provider}:{name}"),
            }),
        )),
    }
}

fn local(name: &str) -> Option<Spec> {
    if let Some(known) = catalogue::find(name) {
        return Some(Spec::Local(known));
    }
    let path = name.to_ascii_lowercase().ends_with(".gguf") || name.contains(['/', '\\']);
    path.then(|| Spec::LocalFile(PathBuf::from(name)))
}

/// A model, and why this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// As `--model` takes it.
    pub model: String,
    /// A fragment for reports: "`--model` names it".
    pub why: String,
}

/// What a choice is made from.
pub struct Wishes<'a> {
    /// `--model`.
    pub flag: Option<&'a str>,
    /// `model` in the settings file.
    pub settings: Option<&'a str>,
    /// The process's environment.
    pub environment: &'a Environment,
    /// Servers that may be asked which models they have.
    pub servers: &'a dyn Servers,
}

/// Asks servers for their models, quickly; no answer is an answer too.
pub trait Servers {
    /// The models of the Ollama server on this machine; `None` when there is none.
    fn ollama(&self) -> Option<Vec<String>>;

    /// The models of an OpenAI-compatible server.
    fn served(&self, base_url: &str, key: Option<&Secret>) -> Option<Vec<String>>;
}

/// Really asks.
#[derive(Debug, Clone, Copy, Default)]
pub struct LiveServers;

impl Servers for LiveServers {
    fn ollama(&self) -> Option<Vec<String>> {
        ollama_at(OLLAMA)
    }

    fn served(&self, base_url: &str, key: Option<&Secret>) -> Option<Vec<String>> {
        let url = format!("{}/models", base_url.trim_end_matches('/'));
        let body = probe(&url, key, Duration::from_secs(2), Duration::from_secs(5))?;
        names(&body, "data", "id")
    }
}

/// The models of the Ollama server at an address. Takes at most 200 ms when nothing listens, 2 s when something does.
#[must_use]
pub fn ollama_at(address: &str) -> Option<Vec<String>> {
    let body = probe(
        &format!("{address}/api/tags"),
        None,
        Duration::from_millis(200),
        Duration::from_secs(2),
    )?;
    names(&body, "models", "name")
}

fn names(json: &str, list: &str, name: &str) -> Option<Vec<String>> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    let items = value.get(list)?.as_array()?;
    let plain = |n: &&str| !n.is_empty() && !n.chars().any(|c| c.is_control() || c.is_whitespace());
    Some(
        items
            .iter()
            .filter_map(|i| i.get(name)?.as_str())
            .filter(plain)
            .map(str::to_owned)
            .collect(),
    )
}

/// Chooses the model. Only its name is checked; nothing is started and no key is tried.
///
/// # Errors
/// [`ModelError::NoSuchModel`] when `--model` or the settings name none.
pub fn choose(wishes: &Wishes<'_>) -> Result<Choice, ModelError> {
    let env = wishes.environment;
    let key = env.key();
    let address = env.get("OPENAI_BASE_URL");
    let named = |asked: &str, why: &str| {
        let spec = parse(asked, key.is_some() || address.is_some())?;
        Ok(Choice {
            model: canonical(&spec),
            why: why.to_owned(),
        })
    };
    if let Some(asked) = wishes.flag {
        return named(asked, "`--model` names it");
    }
    if let Some(asked) = wishes.settings {
        return named(asked, "`galley.toml` names it");
    }
    if key.is_some() || address.is_some() {
        let set = if key.is_some() {
            "OPENAI_API_KEY"
        } else {
            "OPENAI_BASE_URL"
        };
        let (name, how) = match (env.get("OPENAI_MODEL"), address) {
            (Some(name), _) => (name.to_owned(), "`OPENAI_MODEL` names the model".to_owned()),
            (None, None) => (
                OPENAI_DEFAULT.to_owned(),
                "the model is the default there".to_owned(),
            ),
            (None, Some(address)) => match wishes
                .servers
                .served(address, key.as_ref())
                .and_then(first_for_text)
            {
                Some(name) => (
                    name,
                    "the model is the first that the server lists".to_owned(),
                ),
                None => (
                    "default".to_owned(),
                    "the server lists no models".to_owned(),
                ),
            },
        };
        return Ok(Choice {
            model: format!("openai:{name}"),
            why: format!("`{set}` is set; {how}"),
        });
    }
    let local = format!("local:{}", catalogue::DEFAULT);
    Ok(match wishes.servers.ollama() {
        None => Choice {
            model: local,
            why: "nothing else is configured".to_owned(),
        },
        Some(models) => match first_for_text(models) {
            Some(name) => Choice {
                model: format!("ollama:{name}"),
                why:
                    "an Ollama server answers on this machine; the model is the first that it lists"
                        .to_owned(),
            },
            None => Choice {
                model: local,
                why: "nothing else is configured; the Ollama server on this machine has no models"
                    .to_owned(),
            },
        },
    })
}

/// The first model that writes: lists hold models for embeddings too.
fn first_for_text(models: Vec<String>) -> Option<String> {
    models
        .into_iter()
        .find(|m| !m.to_lowercase().contains("embed"))
}

/// As `--model` takes it and reports print it.
#[must_use]
pub fn canonical(spec: &Spec) -> String {
    match spec {
        Spec::OpenAi {
            name,
            base_url: None,
        } => format!("openai:{name}"),
        Spec::OpenAi {
            name,
            base_url: Some(url),
        } => format!("openai:{name}@{url}"),
        Spec::Ollama(name) => format!("ollama:{name}"),
        Spec::Local(known) => format!("local:{}", known.name),
        Spec::LocalFile(path) => format!("local:{}", path.display()),
        Spec::Manual(None) => "manual".to_owned(),
        Spec::Manual(Some(path)) => format!("manual:{}", path.display()),
        Spec::Replay(path) => format!("replay:{}", path.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Fake {
        ollama: Option<Vec<&'static str>>,
        served: Option<Vec<&'static str>>,
    }

    fn owned(names: &Option<Vec<&str>>) -> Option<Vec<String>> {
        names
            .as_ref()
            .map(|n| n.iter().map(|s| (*s).to_owned()).collect())
    }

    impl Servers for Fake {
        fn ollama(&self) -> Option<Vec<String>> {
            owned(&self.ollama)
        }

        fn served(&self, _: &str, _: Option<&Secret>) -> Option<Vec<String>> {
            owned(&self.served)
        }
    }

    fn chosen(
        flag: Option<&str>,
        settings: Option<&str>,
        vars: &[(&str, &str)],
        servers: &Fake,
    ) -> (String, String) {
        let environment =
            Environment::new(vars.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        let choice = choose(&Wishes {
            flag,
            settings,
            environment: &environment,
            servers,
        })
        .unwrap();
        (choice.model, choice.why)
    }

    #[test]
    fn the_order_of_choice() {
        let none = Fake::default();
        let ollama = Fake {
            ollama: Some(vec!["nomic-embed-text", "qwen2.5:7b"]),
            served: Some(vec!["served-1"]),
        };
        let key = ("OPENAI_API_KEY", "k");
        let base = ("OPENAI_BASE_URL", "http://x/v1");
        let model = |f, s, v: &[(&str, &str)], w: &Fake| chosen(f, s, v, w).0;
        assert_eq!(
            model(Some("local"), Some("manual"), &[key], &ollama),
            "local:qwen2.5-coder-1.5b"
        );
        assert_eq!(model(None, Some("manual"), &[key], &ollama), "manual");
        assert_eq!(model(None, None, &[key], &ollama), "openai:gpt-4.1-mini");
        assert_eq!(
            model(None, None, &[key, ("OPENAI_MODEL", "m")], &ollama),
            "openai:m"
        );
        assert_eq!(model(None, None, &[key, base], &ollama), "openai:served-1");
        assert_eq!(model(None, None, &[base], &none), "openai:default");
        assert_eq!(
            model(None, None, &[("OPENAI_API_KEY", " ")], &ollama),
            "ollama:qwen2.5:7b"
        );
        assert_eq!(model(None, None, &[], &none), "local:qwen2.5-coder-1.5b");
        let empty = Fake {
            ollama: Some(vec![]),
            served: None,
        };
        assert_eq!(
            chosen(None, None, &[], &empty),
            (
                "local:qwen2.5-coder-1.5b".to_owned(),
                "nothing else is configured; the Ollama server on this machine has no models"
                    .to_owned()
            )
        );
        assert_eq!(
            chosen(Some(" gpt-5 "), None, &[key], &none),
            ("openai:gpt-5".to_owned(), "`--model` names it".to_owned())
        );
    }

    #[test]
    fn names_are_taken_apart() {
        let openai = |name: &str, base: Option<&str>| Spec::OpenAi {
            name: name.to_owned(),
            base_url: base.map(str::to_owned),
        };
        for (asked, spec) in [
            ("openai:gpt-4.1", openai("gpt-4.1", None)),
            ("openai:ft:gpt:org", openai("ft:gpt:org", None)),
            (
                "openai:m@http://h:8080/v1",
                openai("m", Some("http://h:8080/v1")),
            ),
            ("ollama:qwen2.5:7b", Spec::Ollama("qwen2.5:7b".to_owned())),
            ("local", Spec::Local(&catalogue::MODELS[0])),
            ("local:SmolLM2-135M", Spec::Local(&catalogue::MODELS[1])),
            ("smollm2-135m", Spec::Local(&catalogue::MODELS[1])),
            ("local:./a.GGUF", Spec::LocalFile("./a.GGUF".into())),
            (
                "local:C:\\m\\a.gguf",
                Spec::LocalFile("C:\\m\\a.gguf".into()),
            ),
            ("manual", Spec::Manual(None)),
            ("manual:answers/", Spec::Manual(Some("answers/".into()))),
            (
                "replay:a b.transcript",
                Spec::Replay("a b.transcript".into()),
            ),
        ] {
            assert_eq!(parse(asked, false).unwrap(), spec, "{asked}");
        }
    }

    #[test]
    fn slips_are_answered_with_the_nearest_name() {
        for (asked, hint) in [
            ("lokal", Some("local")),
            ("opnai:gpt-4.1", Some("openai:gpt-4.1")),
            ("qwen2.5:7b", Some("ollama:qwen2.5:7b")),
            ("local:smollm-135m", Some("local:smollm2-135m")),
            ("local:gpt", None),
            ("gpt-4.1", Some("openai:gpt-4.1")),
            ("model.gguf", Some("local:model.gguf")),
            ("replay", Some("replay:FILE")),
            ("ollama", Some("ollama:NAME")),
            ("ollama:", None),
            ("claude", None),
            ("anthropic:claude-sonnet", None),
            ("Gemini-pro", None),
            ("openai:@http://x", None),
            ("openai:m@http://me:pw@host/v1", None),
            ("", None),
        ] {
            match parse(asked, false).unwrap_err() {
                ModelError::NoSuchModel { nearest, .. } => {
                    assert_eq!(nearest.as_deref(), hint, "{asked}")
                }
                other => panic!("{other}"),
            }
        }
    }

    #[test]
    fn an_environment_does_not_show_its_values() {
        let environment = Environment::new([("OPENAI_API_KEY".to_owned(), "hidden".to_owned())]);
        assert_eq!(format!("{environment:?}"), "{\"OPENAI_API_KEY\"}");
        assert_eq!(environment.key().unwrap().reveal(), "hidden");
    }

    #[test]
    fn lists_of_models_are_read_with_care() {
        assert_eq!(
            names(
                r#"{"models":[{"name":"a:1"},{"name":"b c"},{"x":1}]}"#,
                "models",
                "name"
            )
            .unwrap(),
            ["a:1"]
        );
        assert_eq!(names("[]", "models", "name"), None);
        assert_eq!(names("<html>", "models", "name"), None);
    }
}
