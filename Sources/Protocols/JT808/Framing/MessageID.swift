package import CityCore

/// The id of a message (JT/T 808, JT/T 1078 and the active-safety standards built on them).
///
/// Bit 15 tells the direction: clear from the terminal, set from the platform. Any number can be carried.
package struct MessageID: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package var isFromPlatform: Bool { rawValue & 0x8000 != 0 && !isVendorUp }

    /// 2019 gives terminals' vendors 0xE000–0xEFFF upwards and 0xF000–0xFFFF downwards.
    package var isVendorUp: Bool { rawValue & 0xF000 == 0xE000 }

    /// The name in the standard; nil for an id that is in none.
    package var name: Wording? { names[self] }
}

extension MessageID: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: UInt16) {
        rawValue = value
    }
}

extension MessageID: CustomStringConvertible {
    package var description: String { hexName(rawValue) }
}

extension MessageID {
    package static let terminalAnswer: MessageID = 0x0001
    package static let heartbeat: MessageID = 0x0002
    package static let unregister: MessageID = 0x0003
    package static let serverTimeQuery: MessageID = 0x0004
    package static let terminalResendRequest: MessageID = 0x0005
    package static let registration: MessageID = 0x0100
    package static let authentication: MessageID = 0x0102
    package static let parameterAnswer: MessageID = 0x0104
    package static let propertyAnswer: MessageID = 0x0107
    package static let upgradeResult: MessageID = 0x0108
    package static let location: MessageID = 0x0200
    package static let locationAnswer: MessageID = 0x0201
    package static let eventReport: MessageID = 0x0301
    package static let questionAnswer: MessageID = 0x0302
    package static let menuRequest: MessageID = 0x0303
    package static let vehicleControlAnswer: MessageID = 0x0500
    package static let areaAnswer: MessageID = 0x0608
    package static let recorderData: MessageID = 0x0700
    package static let waybill: MessageID = 0x0701
    package static let driverIdentity: MessageID = 0x0702
    package static let locationBatch: MessageID = 0x0704
    package static let canData: MessageID = 0x0705
    package static let mediaEvent: MessageID = 0x0800
    package static let mediaData: MessageID = 0x0801
    package static let mediaList: MessageID = 0x0802
    package static let cameraAnswer: MessageID = 0x0805
    package static let passThroughUp: MessageID = 0x0900
    package static let compressedData: MessageID = 0x0901
    package static let terminalKey: MessageID = 0x0A00
    package static let mediaProperties: MessageID = 0x1003
    package static let passengerCount: MessageID = 0x1005
    package static let videoResources: MessageID = 0x1205
    package static let videoUploadResult: MessageID = 0x1206
    package static let attachmentList: MessageID = 0x1210
    package static let attachmentBegin: MessageID = 0x1211
    package static let attachmentEnd: MessageID = 0x1212
    package static let platformAnswer: MessageID = 0x8001
    package static let resendRequest: MessageID = 0x8003
    package static let serverTime: MessageID = 0x8004
    package static let registrationAnswer: MessageID = 0x8100
    package static let setParameters: MessageID = 0x8103
    package static let queryAllParameters: MessageID = 0x8104
    package static let terminalControl: MessageID = 0x8105
    package static let queryParameters: MessageID = 0x8106
    package static let queryProperties: MessageID = 0x8107
    package static let upgradePackage: MessageID = 0x8108
    package static let queryLocation: MessageID = 0x8201
    package static let tracking: MessageID = 0x8202
    package static let confirmAlarm: MessageID = 0x8203
    package static let linkCheck: MessageID = 0x8204
    package static let text: MessageID = 0x8300
    package static let setEvents: MessageID = 0x8301
    package static let question: MessageID = 0x8302
    package static let setMenu: MessageID = 0x8303
    package static let information: MessageID = 0x8304
    package static let callBack: MessageID = 0x8400
    package static let phoneBook: MessageID = 0x8401
    package static let vehicleControl: MessageID = 0x8500
    package static let setCircles: MessageID = 0x8600
    package static let deleteCircles: MessageID = 0x8601
    package static let setRectangles: MessageID = 0x8602
    package static let deleteRectangles: MessageID = 0x8603
    package static let setPolygon: MessageID = 0x8604
    package static let deletePolygons: MessageID = 0x8605
    package static let setRoute: MessageID = 0x8606
    package static let deleteRoutes: MessageID = 0x8607
    package static let queryAreas: MessageID = 0x8608
    package static let recorderQuery: MessageID = 0x8700
    package static let recorderParameters: MessageID = 0x8701
    package static let queryDriver: MessageID = 0x8702
    package static let mediaAnswer: MessageID = 0x8800
    package static let camera: MessageID = 0x8801
    package static let searchMedia: MessageID = 0x8802
    package static let uploadMedia: MessageID = 0x8803
    package static let record: MessageID = 0x8804
    package static let uploadOneMedia: MessageID = 0x8805
    package static let passThroughDown: MessageID = 0x8900
    package static let platformKey: MessageID = 0x8A00
    package static let queryMediaProperties: MessageID = 0x9003
    package static let startVideo: MessageID = 0x9101
    package static let controlVideo: MessageID = 0x9102
    package static let videoLoss: MessageID = 0x9105
    package static let startPlayback: MessageID = 0x9201
    package static let controlPlayback: MessageID = 0x9202
    package static let queryVideoResources: MessageID = 0x9205
    package static let uploadVideo: MessageID = 0x9206
    package static let controlUpload: MessageID = 0x9207
    package static let uploadAttachments: MessageID = 0x9208
    package static let attachmentAnswer: MessageID = 0x9212
    package static let turnCamera: MessageID = 0x9301
    package static let focusCamera: MessageID = 0x9302
    package static let irisCamera: MessageID = 0x9303
    package static let wipeCamera: MessageID = 0x9304
    package static let infraredCamera: MessageID = 0x9305
    package static let zoomCamera: MessageID = 0x9306

    /// Every id that this library knows, in ascending order.
    package static let known: [MessageID] = names.keys.sorted { $0.rawValue < $1.rawValue }
}

private let names: [MessageID: Wording] = [
    .terminalAnswer: Wording("终端通用应答", "terminal general answer"),
    .heartbeat: Wording("终端心跳", "heartbeat"),
    .unregister: Wording("终端注销", "unregister"),
    .serverTimeQuery: Wording("查询服务器时间", "ask server time"),
    .terminalResendRequest: Wording("终端补传分包请求", "terminal asks for sub-packets"),
    .registration: Wording("终端注册", "registration"),
    .authentication: Wording("终端鉴权", "authentication"),
    .parameterAnswer: Wording("查询终端参数应答", "parameter answer"),
    .propertyAnswer: Wording("查询终端属性应答", "property answer"),
    .upgradeResult: Wording("终端升级结果", "upgrade result"),
    .location: Wording("位置信息汇报", "location"),
    .locationAnswer: Wording("位置信息查询应答", "location answer"),
    .eventReport: Wording("事件报告", "event report"),
    .questionAnswer: Wording("提问应答", "answer to a question"),
    .menuRequest: Wording("信息点播／取消", "information on request"),
    .vehicleControlAnswer: Wording("车辆控制应答", "vehicle control answer"),
    .areaAnswer: Wording("查询区域或线路数据应答", "area and route answer"),
    .recorderData: Wording("行驶记录数据上传", "recorder data"),
    .waybill: Wording("电子运单上报", "electronic waybill"),
    .driverIdentity: Wording("驾驶员身份信息采集上报", "driver identity"),
    .locationBatch: Wording("定位数据批量上传", "batch of locations"),
    .canData: Wording("CAN 总线数据上传", "CAN data"),
    .mediaEvent: Wording("多媒体事件信息上传", "media event"),
    .mediaData: Wording("多媒体数据上传", "media data"),
    .mediaList: Wording("存储多媒体数据检索应答", "list of stored media"),
    .cameraAnswer: Wording("摄像头立即拍摄命令应答", "camera answer"),
    .passThroughUp: Wording("数据上行透传", "pass-through up"),
    .compressedData: Wording("数据压缩上报", "compressed data"),
    .terminalKey: Wording("终端 RSA 公钥", "RSA key of the terminal"),
    .mediaProperties: Wording("终端上传音视频属性", "audio and video properties"),
    .passengerCount: Wording("终端上传乘客流量", "passenger count"),
    .videoResources: Wording("终端上传音视频资源列表", "list of stored video"),
    .videoUploadResult: Wording("文件上传完成通知", "video upload result"),
    .attachmentList: Wording("报警附件信息", "alarm attachments"),
    .attachmentBegin: Wording("文件信息上传", "attachment file begins"),
    .attachmentEnd: Wording("文件上传完成", "attachment file ends"),
    .platformAnswer: Wording("平台通用应答", "platform general answer"),
    .resendRequest: Wording("服务器补传分包请求", "platform asks for sub-packets"),
    .serverTime: Wording("查询服务器时间应答", "server time"),
    .registrationAnswer: Wording("终端注册应答", "registration answer"),
    .setParameters: Wording("设置终端参数", "set parameters"),
    .queryAllParameters: Wording("查询终端参数", "query all parameters"),
    .terminalControl: Wording("终端控制", "terminal control"),
    .queryParameters: Wording("查询指定终端参数", "query some parameters"),
    .queryProperties: Wording("查询终端属性", "query properties"),
    .upgradePackage: Wording("下发终端升级包", "upgrade package"),
    .queryLocation: Wording("位置信息查询", "query location"),
    .tracking: Wording("临时位置跟踪控制", "temporary tracking"),
    .confirmAlarm: Wording("人工确认报警消息", "confirm alarm"),
    .linkCheck: Wording("链路检测", "link check"),
    .text: Wording("文本信息下发", "text"),
    .setEvents: Wording("事件设置", "set events"),
    .question: Wording("提问下发", "question"),
    .setMenu: Wording("信息点播菜单设置", "set information menu"),
    .information: Wording("信息服务", "information"),
    .callBack: Wording("电话回拨", "call back"),
    .phoneBook: Wording("设置电话本", "phone book"),
    .vehicleControl: Wording("车辆控制", "vehicle control"),
    .setCircles: Wording("设置圆形区域", "set circles"),
    .deleteCircles: Wording("删除圆形区域", "delete circles"),
    .setRectangles: Wording("设置矩形区域", "set rectangles"),
    .deleteRectangles: Wording("删除矩形区域", "delete rectangles"),
    .setPolygon: Wording("设置多边形区域", "set polygon"),
    .deletePolygons: Wording("删除多边形区域", "delete polygons"),
    .setRoute: Wording("设置路线", "set route"),
    .deleteRoutes: Wording("删除路线", "delete routes"),
    .queryAreas: Wording("查询区域或线路数据", "query areas and routes"),
    .recorderQuery: Wording("行驶记录数据采集命令", "collect recorder data"),
    .recorderParameters: Wording("行驶记录参数下传命令", "set recorder parameters"),
    .queryDriver: Wording("上报驾驶员身份信息请求", "ask for the driver"),
    .mediaAnswer: Wording("多媒体数据上传应答", "media data answer"),
    .camera: Wording("摄像头立即拍摄命令", "camera command"),
    .searchMedia: Wording("存储多媒体数据检索", "search stored media"),
    .uploadMedia: Wording("存储多媒体数据上传", "upload stored media"),
    .record: Wording("录音开始命令", "record sound"),
    .uploadOneMedia: Wording("单条存储多媒体数据检索上传", "upload one stored medium"),
    .passThroughDown: Wording("数据下行透传", "pass-through down"),
    .platformKey: Wording("平台 RSA 公钥", "RSA key of the platform"),
    .queryMediaProperties: Wording("查询终端音视频属性", "query audio and video properties"),
    .startVideo: Wording("实时音视频传输请求", "start live video"),
    .controlVideo: Wording("音视频实时传输控制", "control live video"),
    .videoLoss: Wording("实时音视频传输状态通知", "live video loss"),
    .startPlayback: Wording("远程录像回放请求", "start playback"),
    .controlPlayback: Wording("远程录像回放控制", "control playback"),
    .queryVideoResources: Wording("查询资源列表", "query stored video"),
    .uploadVideo: Wording("文件上传指令", "upload video"),
    .controlUpload: Wording("文件上传控制", "control upload"),
    .uploadAttachments: Wording("报警附件上传指令", "upload alarm attachments"),
    .attachmentAnswer: Wording("文件上传完成应答", "attachment file answer"),
    .turnCamera: Wording("云台旋转", "pan and tilt"),
    .focusCamera: Wording("云台调整焦距控制", "camera focus"),
    .irisCamera: Wording("云台调整光圈控制", "camera iris"),
    .wipeCamera: Wording("云台雨刷控制", "camera wiper"),
    .infraredCamera: Wording("红外补光控制", "camera infrared light"),
    .zoomCamera: Wording("云台变倍控制", "camera zoom"),
]
