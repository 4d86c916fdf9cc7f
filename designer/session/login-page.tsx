import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../server/contract/index.js';
import { ProductMark } from '../components/product-mark.js';
import { LoginForm } from './login-form.js';
import classes from './login.module.css';

export function LoginPage({ onLoggedIn }: { readonly onLoggedIn: (session: Session) => void }) {
  const { t } = useTranslation();
  return (
    <main className={classes['page']}>
      <Paper className={classes['card']} withBorder>
        <div className={classes['brand']}>
          <ProductMark size={40} />
          <Text fz={20} fw={600}>
            {t('product')}
          </Text>
        </div>
        <Text c="dimmed" mb="lg">
          {t('login.claim')}
        </Text>
        <Title order={1} fz={16} mb="md">
          {t('login.title')}
        </Title>
        <LoginForm onLoggedIn={onLoggedIn} />
      </Paper>
    </main>
  );
}
