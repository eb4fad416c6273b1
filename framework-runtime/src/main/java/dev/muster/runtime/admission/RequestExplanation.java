package dev.muster.runtime.admission;

import java.util.concurrent.TimeUnit;

/** A request in words: for what it waits, since when, held by whom, behind whom. */
final class RequestExplanation {
    private static final int MOST_LOOKS = 5;

    private final Request request;

    RequestExplanation(Request request) {
        this.request = request;
    }

    /** Once more if the request has gone on meanwhile: else it might seem to wait for what it holds itself by now. */
    String ofRequest() {
        String words = "";
        for (int look = 0; look < MOST_LOOKS; look++) {
            int now = request.latchedState();
            words = of(now);
            if (request.latchedState() == now) {
                break;
            }
        }
        return words;
    }

    private String of(int state) {
        return switch (state) {
            case Request.WAITING -> "waits since " + seconds() + " for " + ofClaims(true);
            case Request.ASLEEP -> "waits since " + seconds() + " for its condition under " + ofClaims(false);
            case Request.CHECKING -> "has its condition asked under " + ofClaims(false);
            case Request.GRANTED -> "holds " + ofClaims(false);
            default -> "waits for nothing";
        };
    }

    /** The resources, what is the matter with them, and if so wished where the request stands in their queues. */
    String ofClaims(boolean places) {
        StringBuilder text = new StringBuilder();
        for (Claim claim = request; claim != null; claim = claim.sibling) {
            text.append(text.length() == 0 ? "" : "; and for ").append(claim.resource);
            if (places) {
                addPlace(claim, text);
            }
        }
        return text.toString();
    }

    private void addPlace(Claim claim, StringBuilder text) {
        Resource at = claim.resource;
        if (at instanceof Verdict) {
            return; // this call's alone
        }
        at.latch();
        Claim before = request.state() == Request.WAITING ? claim.prev : null;
        int waiting = at.queue.size();
        at.unlatch();
        if (before != null) {
            text.append(", behind ").append(before.request().owner().name());
        }
        text.append(", ").append(waiting).append(waiting == 1 ? " waits" : " wait");
    }

    private String seconds() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.since()) / 1000.0 + " s";
    }
}
