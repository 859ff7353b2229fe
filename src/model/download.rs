//! One file over HTTP, resumed where it stopped.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use super::openai::install_tls;
use super::secret::printable;

/// Why a download ended early. What had come is kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// The other side: no connection, a refusal, a wrong size.
    Source(String),
    /// This side: the disk.
    Disk(String),
}

/// Downloads `url` into `part`, going on at its end when it exists. `bytes` is the size that the whole file must have;
/// `progress` is told how much of it there is.
pub(super) fn download(
    url: &str,
    part: &Path,
    bytes: u64,
    connect: Duration,
    idle: Duration,
    progress: &mut dyn FnMut(u64),
) -> Result<(), Broken> {
    install_tls();
    let client = reqwest::Client::builder()
        .user_agent(concat!("galley/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(connect)
        .redirect(reqwest::redirect::Policy::limited(5))
        .build()
        .map_err(|e| source(&e))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Broken::Source(e.to_string()))?;
    runtime.block_on(transfer(&client, url, part, bytes, idle, progress))
}

async fn transfer(
    client: &reqwest::Client,
    url: &str,
    part: &Path,
    bytes: u64,
    idle: Duration,
    progress: &mut dyn FnMut(u64),
) -> Result<(), Broken> {
    let disk = |e: std::io::Error| Broken::Disk(e.to_string());
    let silent = |_| Broken::Source(format!("it sent nothing for {} s", idle.as_secs()));
    let mut have = std::fs::metadata(part).map_or(0, |m| m.len());
    if have > bytes {
        have = 0;
    }
    if have == bytes {
        progress(have);
        return Ok(());
    }
    let mut request = client.get(url);
    if have > 0 {
        request = request.header("range", format!("bytes={have}-"));
    }
    let mut response = tokio::time::timeout(idle, request.send())
        .await
        .map_err(silent)?
        .map_err(|e| source(&e))?;
    match response.status().as_u16() {
        206 if continues_at(&response, have) => {}
        // A server that does not resume sends it all again.
        200 => have = 0,
        status => return Err(Broken::Source(format!("it answered {status}"))),
    }
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(part)
        .map_err(disk)?;
    file.set_len(have).map_err(disk)?;
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).map_err(disk)?;
    while let Some(chunk) = tokio::time::timeout(idle, response.chunk())
        .await
        .map_err(silent)?
        .map_err(|e| source(&e))?
    {
        have += chunk.len() as u64;
        if have > bytes {
            return Err(Broken::Source(format!(
                "it sends more than the {bytes} bytes of the known file"
            )));
        }
        file.write_all(&chunk).map_err(disk)?;
        progress(have);
    }
    file.sync_data().map_err(disk)?;
    if have < bytes {
        return Err(Broken::Source(format!(
            "it closed after {have} of {bytes} bytes"
        )));
    }
    Ok(())
}

/// Whether a partial answer begins where it was asked to.
fn continues_at(response: &reqwest::Response, have: u64) -> bool {
    response
        .headers()
        .get("content-range")
        .and_then(|v| v.to_str().ok())
        .is_none_or(|v| {
            v.trim_start_matches("bytes")
                .trim_start()
                .starts_with(&format!("{have}-"))
        })
}

fn source(error: &reqwest::Error) -> Broken {
    if error.is_timeout() && error.is_connect() {
        return Broken::Source("no connection in time".to_owned());
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    Broken::Source(printable(&cause.to_string(), &[]))
}
