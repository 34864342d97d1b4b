//! The campaign in a browser while it is written. Nothing here writes to the disk.
//!
//! Where there is no campaign yet, a page asks for its title ([`mod@begin`]).
//!
//! 1. [`shown`] is the campaign in memory and makes each file of it that is asked for; [`preview`]
//!    keeps it on show, and each file is an [`answer`].
//! 2. [`changes`] tells which files were saved. A saved lesson is read again at once; once it is
//!    quiet everything is read again, held against the rules and tried out, off the way of
//!    whoever waits for a page; [`proofs`] then lays out the leaflets of lessons that were saved.
//! 3. [`broadcast`] tells open pages what is new, and [`http`] answers browsers, those of other machines
//!    through a [`lan_access`] and as many at a time as there is room for [`guests`]; every page carries
//!    a [`bar`].
//!
//! While files have errors, [`reading`] finds what was sound of them last, and that is shown.

mod answer;
mod bar;
mod begin;
mod broadcast;
mod changes;
mod guests;
mod http;
mod lan_access;
mod patient;
mod preview;
mod proofs;
mod reading;
mod shown;
mod tries;

use std::{
    net::{IpAddr, SocketAddr, TcpListener, UdpSocket},
    sync::Arc,
};

use lan_access::LanAccess;

pub use answer::Answer;
pub use begin::{Begin, Make, begin};
pub use broadcast::{Change, Status};
pub use preview::{Preview, Said, Tell};

use crate::{
    diag::{Failure, Tongue},
    foreign,
    pipeline::Request,
    say,
};

/// How a campaign is shown.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port of this machine; without one, the first that is free from 1111 on.
    pub port: Option<u16>,
    /// Look at the files again and again, where the system does not tell of changes.
    pub poll: bool,
    /// The address of this machine in its network, if others there may look on.
    pub lan: Option<IpAddr>,
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
    run_at(listen(options)?, request, options, tell, ready)
}

/// The same at a port that is open.
///
/// # Errors
/// When the port cannot be listened at.
pub fn run_at(
    listener: TcpListener,
    request: Request,
    options: &Options,
    tell: Tell,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    let failed = |error| Failure::new(opening(), "127.0.0.1", error);
    let address = address(&listener)?;
    let preview = Arc::new(Preview::new(request, options.tongue, tell));
    let watch = changes::watch(&preview, options.poll);
    preview.read_all();
    std::thread::Builder::new()
        .stack_size(foreign::STACK)
        .spawn({
            let preview = Arc::clone(&preview);
            move || preview.keep(|| watch.again())
        })
        .map_err(failed)?;
    let lan = LanAccess::new(options.lan);
    ready(address);
    let visit = options.lan.map(|lan| Visit { at: SocketAddr::new(lan, address.port()) });
    if let Some(visit) = &visit {
        preview.invite(visit, &lan);
    }
    http::serve(listener, Arc::clone(&preview), lan, visit).map_err(failed)
}

/// Where machines of the same network find this one.
#[derive(Debug, Clone, Copy)]
pub struct Visit {
    at: SocketAddr,
}

/// The address of this machine in its network, if it is in one.
pub fn lan() -> Option<IpAddr> {
    // To choose a way sends nothing; the address is one that is kept for documents.
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("192.0.2.1", 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

fn opening() -> crate::diag::Text {
    say! { vi: "mở cổng để xem trang", en: "opening a port to show the pages at" }
}

/// Where this machine finds a port of its own.
///
/// # Errors
/// When the system does not say which port it is.
pub fn address(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    let failed = |error| Failure::new(opening(), "127.0.0.1", error);
    let port = listener.local_addr().map_err(failed)?.port();
    Ok(SocketAddr::from(([127, 0, 0, 1], port)))
}

/// Opens the port at which a campaign is shown.
///
/// # Errors
/// When no port can be had.
pub fn listen(options: &Options) -> Result<TcpListener, Failure> {
    let from = if options.lan.is_some() { "0.0.0.0" } else { "127.0.0.1" };
    let ports = options.port.map_or(PORTS, |port| port..port.saturating_add(1));
    let mut refused = None;
    for port in ports {
        match TcpListener::bind((from, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => {
                refused.get_or_insert((port, error));
            }
        }
    }
    let (port, error) = refused.unwrap_or((0, std::io::ErrorKind::AddrNotAvailable.into()));
    Err(Failure::new(opening(), format!("127.0.0.1:{port}"), error))
}
