//! The campaign in a browser while it is written. Nothing here writes to the disk.
//!
//! 1. [`stand`] holds the campaign in memory and makes a file of the site when it is asked for.
//! 2. [`changes`] tells which files were saved. A saved lesson is read again at once; once it is
//!    quiet everything is read again, held against the rules and tried out, off the way of
//!    whoever waits for a page.
//! 3. [`hub`] tells open pages what is new, and [`http`] answers browsers; every page carries a
//!    [`bar`].
//!
//! While the campaign has errors, the last sound one stays.

mod bar;
mod changes;
mod http;
mod hub;
mod stand;

use std::{net::SocketAddr, sync::Arc};

pub use hub::{Change, Status};
pub use stand::{Answer, Said, Stand, Tell};

use crate::{
    build::Request,
    diag::{Failure, Tongue},
    say,
};

/// How a campaign is shown.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port of this machine; without one, the first that is free from 1111 on.
    pub port: Option<u16>,
    /// Look at the files again and again, where the system does not tell of changes.
    pub poll: bool,
    /// The language of messages.
    pub tongue: Tongue,
}

/// The first port that is tried, and how many after it.
const PORTS: std::ops::Range<u16> = 1111..1131;

/// Shows a campaign until the program is ended. `ready` is given the address that answers.
///
/// # Errors
/// When no port can be had.
pub fn run(
    request: Request,
    options: &Options,
    tell: Tell,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    let listener = listen(options.port)?;
    let failed = |error| Failure::new(opening(), "127.0.0.1", error);
    let address = listener.local_addr().map_err(failed)?;
    let stand = Arc::new(Stand::new(request, options.tongue, tell));
    let watch = changes::watch(&stand, options.poll);
    stand.read_all();
    std::thread::spawn({
        let stand = Arc::clone(&stand);
        move || stand.keep(|| watch.again())
    });
    ready(address);
    http::serve(listener, &stand).map_err(failed)
}

fn opening() -> crate::diag::Text {
    say! { vi: "mở cổng để xem trang", en: "opening a port to show the pages at" }
}

fn listen(port: Option<u16>) -> Result<std::net::TcpListener, Failure> {
    let ports = port.map_or(PORTS, |port| port..port.saturating_add(1));
    let mut refused = None;
    for port in ports {
        match std::net::TcpListener::bind(("127.0.0.1", port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => {
                refused.get_or_insert((port, error));
            }
        }
    }
    let (port, error) = refused.unwrap_or((0, std::io::ErrorKind::AddrNotAvailable.into()));
    Err(Failure::new(opening(), format!("127.0.0.1:{port}"), error))
}
