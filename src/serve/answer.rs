//! Browsers are answered from the campaign on show; a page that cannot be made is what it was.

use std::sync::PoisonError;

use super::Preview;
use crate::{
    diag::{Report, Reported},
    model::address::Page,
};

/// How many pages are kept for when their template is at fault.
const KEPT: usize = 64;

/// An answer to a browser.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The type of the content.
    pub kind: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
    /// The version of the campaign that it was made of.
    pub version: u64,
}

impl Preview {
    /// An answer with what was made now.
    pub(super) fn made(&self, kind: &'static str, bytes: Vec<u8>) -> Answer {
        let version = self.broadcast.status().version;
        Answer { status: 200, kind, bytes, location: None, version }
    }

    /// The file at a path below the site, as a build would write it.
    pub fn answer(&self, path: &str) -> Answer {
        let shown = self.shown();
        let version = self.broadcast.status().version;
        let answer = |status, kind, bytes| Answer { status, kind, bytes, location: None, version };
        let Some(shown) = &*shown else { return answer(503, HTML, EMPTY.to_vec()) };
        let mut path = path.trim_start_matches('/').to_owned();
        if path.is_empty() || path.ends_with('/') {
            path.push_str(&Page::Home.to_string());
        }
        let kind = kind(&path);
        let mut report = Report::new();
        let made = shown.file(&mut report, &path);
        let made = match made {
            Ok(Some(bytes)) => Ok((200, bytes)),
            Ok(None) if !path.contains('.') => {
                let folder = format!("{path}/");
                let found = shown.file(&mut Report::new(), &format!("{folder}{}", Page::Home));
                if matches!(found, Ok(Some(_))) {
                    let location = Some(format!("/{folder}"));
                    return Answer { location, ..answer(308, TEXT, Vec::new()) };
                }
                shown.lost(&mut report).map(|bytes| (404, bytes))
            }
            Ok(None) => shown.lost(&mut report).map(|bytes| (404, bytes)),
            Err(reported) => Err(reported),
        };
        let mut good = self.good.lock().unwrap_or_else(PoisonError::into_inner);
        match made {
            Ok((200, bytes)) => {
                if kind == HTML {
                    if good.len() >= KEPT && !good.contains_key(&path) {
                        good.pop_first();
                    }
                    good.insert(path, bytes.clone());
                }
                answer(200, kind, bytes)
            }
            Ok((status, bytes)) => answer(status, HTML, bytes),
            Err(Reported { .. }) => {
                self.told(&mut report, &shown.sources, None);
                match good.get(&path) {
                    Some(bytes) => answer(200, kind, bytes.clone()),
                    None => answer(500, HTML, EMPTY.to_vec()),
                }
            }
        }
    }
}

/// The types of pages and of plain text.
pub(super) const HTML: &str = "text/html; charset=utf-8";
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

/// Stands where a page cannot be made yet; what is wrong is laid over it.
const EMPTY: &[u8] = b"<!doctype html><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Loa</title><body></body>";

/// The type of a file by its name.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "txt" => TEXT,
        _ => "application/octet-stream",
    }
}
