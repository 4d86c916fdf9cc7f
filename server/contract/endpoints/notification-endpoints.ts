import { deliverySearchRequestSchema, deliverySearchResultSchema } from '../deliveries.js';
import type { Endpoint } from '../endpoint.js';
import {
  notificationPreferencesSchema,
  notificationSearchRequestSchema,
  notificationSearchResultSchema,
  notificationSettingsSchema,
} from '../notifications.js';

export const notificationEndpoints = {
  searchNotifications: {
    method: 'post',
    path: '/v2/notifications/search',
    tag: 'Notifications',
    summary: 'Search my notifications',
    access: 'session',
    status: 200,
    body: notificationSearchRequestSchema,
    response: notificationSearchResultSchema,
  },
  readNotification: {
    method: 'post',
    path: '/v2/notifications/{notificationKey}/read',
    tag: 'Notifications',
    summary: 'Mark a notification as read',
    access: 'session',
    status: 204,
  },
  readAllNotifications: {
    method: 'post',
    path: '/v2/notifications/read',
    tag: 'Notifications',
    summary: 'Mark all my notifications as read',
    access: 'session',
    status: 204,
  },
  getNotificationSettings: {
    method: 'get',
    path: '/v2/notifications/settings',
    tag: 'Notifications',
    summary: 'How I am told of what',
    access: 'session',
    status: 200,
    response: notificationSettingsSchema,
  },
  updateNotificationSettings: {
    method: 'put',
    path: '/v2/notifications/settings',
    tag: 'Notifications',
    summary: 'Change how I am told of what',
    access: 'session',
    status: 200,
    body: notificationPreferencesSchema,
    response: notificationSettingsSchema,
  },
  searchDeliveries: {
    method: 'post',
    path: '/v2/deliveries/search',
    tag: 'Deliveries',
    summary: 'Search mail on its way, sent, or parked because it could not be delivered',
    access: ['read', 'Delivery'],
    status: 200,
    body: deliverySearchRequestSchema,
    response: deliverySearchResultSchema,
  },
  retryDelivery: {
    method: 'post',
    path: '/v2/deliveries/{deliveryKey}/retry',
    tag: 'Deliveries',
    summary: 'Try a parked delivery again',
    access: ['update', 'Delivery'],
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
