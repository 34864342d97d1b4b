//! A connection that is given up when nobody takes what is written to it. Whoever asks for page after
//! page and reads none would keep its place for ever.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// So many bytes are taken in time, or all there are: the slowest line of a village takes more, and a
/// byte now and then keeps nothing open.
const ENOUGH: usize = 16 * 1024;

/// A stream whose other side has a time to take what is written.
pub struct Patient<S> {
    stream: S,
    patience: Duration,
    stalled: Option<Stalled>,
}

/// That the other side takes nothing more for now.
struct Stalled {
    until: Pin<Box<Sleep>>,
    /// How many bytes it took since.
    taken: usize,
}

impl<S> Patient<S> {
    /// A stream that fails when writing to it does not get on for as long as that.
    pub fn new(stream: S, patience: Duration) -> Self {
        Self { stream, patience, stalled: None }
    }

    /// What came of writing, or that the time is over.
    fn judged(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(taken)) => {
                if let Some(stalled) = &mut self.stalled {
                    stalled.taken += taken;
                    if stalled.taken >= ENOUGH {
                        self.stalled = None;
                    }
                }
                Poll::Ready(Ok(taken))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let patience = self.patience;
                let stalled = self
                    .stalled
                    .get_or_insert_with(|| Stalled { until: Box::pin(sleep(patience)), taken: 0 });
                ready!(stalled.until.as_mut().poll(context));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judged(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.judged(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // It is asked for when all was written: what comes next has its own time.
        self.stalled = None;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, time::Instant};

    use super::*;

    /// Takes a few bytes at a time, as often as it is told, each after a while.
    struct Slow {
        takes: usize,
        bytes: usize,
        pause: Duration,
        next: Option<Pin<Box<Sleep>>>,
    }

    impl AsyncWrite for Slow {
        fn poll_write(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            if self.takes == 0 {
                return Poll::Pending;
            }
            let pause = self.pause;
            let next = self.next.get_or_insert_with(|| Box::pin(sleep(pause)));
            ready!(next.as_mut().poll(context));
            self.next = None;
            self.takes -= 1;
            Poll::Ready(Ok(bytes.len().min(self.bytes)))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    const PATIENCE: Duration = Duration::from_millis(300);

    /// How many bytes are taken, and how it ends.
    fn written(takes: usize, bytes: usize, pause: u64) -> (usize, Result<(), io::ErrorKind>) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(async {
            let pause = Duration::from_millis(pause);
            let mut stream = Patient::new(Slow { takes, bytes, pause, next: None }, PATIENCE);
            let page = vec![0; 100_000];
            let mut taken = 0;
            while taken < page.len() {
                let rest = &page[taken..];
                match poll_fn(|context| Pin::new(&mut stream).poll_write(context, rest)).await {
                    Ok(more) => taken += more,
                    Err(error) => return (taken, Err(error.kind())),
                }
            }
            (taken, Ok(()))
        })
    }

    #[test]
    fn whoever_reads_nothing_is_let_go() {
        let begun = Instant::now();
        assert_eq!(written(0, 0, 0), (0, Err(io::ErrorKind::TimedOut)));
        assert!(begun.elapsed() >= PATIENCE && begun.elapsed() < 20 * PATIENCE);
    }

    #[test]
    fn a_byte_now_and_then_is_not_enough_and_a_slow_line_is() {
        let (taken, end) = written(1000, 1, 50);
        assert_eq!(end, Err(io::ErrorKind::TimedOut));
        assert!(taken < 20, "{taken}");
        assert_eq!(written(1000, 20_000, 50), (100_000, Ok(())));
    }
}
