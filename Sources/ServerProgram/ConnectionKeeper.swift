import NIOCore
import NIOHTTPTypes
import OnwardServer

/// Keeps a connection to its manners: a body comes in time, and after an answer that says so the connection
/// is closed, but not before the answer was read.
final class ConnectionKeeper: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var deadline: Scheduled<Void>?
    private var closes = false
    private let traffic: Traffic
    /// Requests whose answer is not written.
    private var requests = 0
    /// Whether all is said, and what still comes is thrown away.
    private var isLeaving = false

    /// For a client that is still sending, to find the answer.
    private static let leave = TimeAmount.seconds(1)

    init(_ traffic: Traffic) { self.traffic = traffic }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isLeaving else { return }
        switch unwrapInboundIn(data) {
        case .head:
            requests += 1
            traffic.requestBegan()
            waitForBody(context)
        case .body: break
        case .end: stopWaiting()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isLeaving { context.read() } else { context.fireChannelReadComplete() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopWaiting()
        ended(requests)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isLeaving, event as? ChannelEvent == .inputClosed {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head): closes = head.headerFields[.connection] == "close"
        case .body: break
        case .end:
            let written = promise ?? context.eventLoop.makePromise()
            written.futureResult.assumeIsolated().whenComplete { _ in self.ended(1) }
            if closes { return leave(context, data, written) }
            return context.write(data, promise: written)
        }
        context.write(data, promise: promise)
    }

    private func ended(_ count: Int) {
        // Those of a connection that has gone have ended with it.
        traffic.requestsEnded(min(count, requests))
        requests -= min(count, requests)
    }

    private func waitForBody(_ context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(
            in: .seconds(Int64(Limits.bodySeconds))
        ) { context.fireErrorCaught(ServerError.tooSlow) }
    }

    private func stopWaiting() {
        deadline?.cancel()
        deadline = nil
    }

    private func leave(
        _ context: ChannelHandlerContext, _ data: NIOAny, _ written: EventLoopPromise<Void>
    ) {
        isLeaving = true
        stopWaiting()
        written.futureResult.assumeIsolated().whenComplete { _ in
            context.close(mode: .output, promise: nil)
            context.read()
        }
        context.eventLoop.assumeIsolated().scheduleTask(in: ConnectionKeeper.leave) {
            context.close(promise: nil)
        }
        context.writeAndFlush(data, promise: written)
    }
}
